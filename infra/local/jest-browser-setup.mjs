import { chromiumProgram } from './browser.mjs';

/** Finds or installs the browser before the first of `*.browser.int.spec.ts`; they read `TAIZHANG_TEST_CHROMIUM`. */
export default async function jestBrowserSetup() {
  process.env.TAIZHANG_TEST_CHROMIUM = await chromiumProgram();
}
