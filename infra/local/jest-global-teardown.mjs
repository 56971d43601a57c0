/** Ends what jest-global-setup.mjs started; servers that were there before stay. */
export default async function tearDown() {
  await globalThis.taizhangTestInfra?.stop();
}
