import { processHost } from './process-host.js';
import { runVerify } from './run-verify.js';

// Entry of `dist/taizhang-verify.mjs`, the verifier as one file: `npm run build:verifier`.
process.exitCode = await runVerify(process.argv.slice(2), processHost);
