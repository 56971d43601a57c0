export { canonicalize } from "./jcs.js"; export * from "./leaf.js";
