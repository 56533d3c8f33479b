/** Types of what the tests use of the scorer. */
export interface ScoreReport {
  readonly cases: number;
  readonly exactFrameAccuracy: number | null;
  readonly intentAccuracy: number | null;
  readonly failures: readonly { readonly id: string; readonly text: string; readonly problems: readonly string[] }[];
}
export function score(cases: readonly unknown[], predictions: readonly unknown[]): ScoreReport;
