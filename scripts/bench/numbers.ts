/** Turns measured times into medians, percentiles and lines of a report. Pure. */

export interface Spread {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** The smallest value that at least this share of all values does not exceed; 0 for none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

export const spreadOf = (values: readonly number[]): Spread => ({
  count: values.length,
  p50: percentile(values, 0.5),
  p99: percentile(values, 0.99),
  max: Math.max(0, ...values),
});

/** Two digits that count: 0.42, 4.2, 42. */
export const shortly = (value: number): string =>
  value.toFixed(Math.abs(value) < 1 ? 2 : Math.abs(value) < 100 ? 1 : 0);

export const ms = (value: number): string => `${shortly(value)} ms`;

/** How often `base` goes into `value`: "1.1x". */
export const times = (value: number, base: number): string => (base === 0 ? "-" : `${(value / base).toFixed(2)}x`);

export const inWords = ({ p50, p99, max, count }: Spread): string =>
  `p50 ${ms(p50)}, p99 ${ms(p99)}, max ${ms(max)} (${count})`;
