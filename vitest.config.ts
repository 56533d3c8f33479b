import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // One MongoDB engine for the whole run; every file opens a database of its own in it.
    globalSetup: ["test/support/engine.ts"],
    setupFiles: ["test/support/setup.ts"],
    // Generous on purpose: a test that hangs must end, a slow machine must not fail one.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
