import { writeZip } from '@taizhang/ledger';
import { z } from 'zod';
import type { RecordBundle } from '../seals/record-bundles.js';
import { jobKind } from './job-kind.js';

const code = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/);
const name = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/);
const record = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/);

/** Every context has it: the proof of one record with what verifies it, for whoever may read its timeline (审计包). */
export const auditPack = jobKind({
  name: 'audit-pack',
  title: { zh: '下载审计包', en: 'Audit pack of a record' },
  params: z.strictObject({ bureau: code, aggregate: name, id: record }),
  about: ({ bureau, aggregate, id }) => ({ record: { bureau, aggregate, id }, bureaus: [bureau] }),
  run: async (address, work) => {
    const bundle = await work.bundle(address);
    await work.progress(bundle.events, bundle.events);
    const { events, unsealed, size, clearance } = bundle;
    return {
      file: {
        name: `${work.context}-audit-pack-${work.today}.zip`,
        mediaType: 'application/zip',
        format: 'ZIP',
        content: whole(packOf(bundle)),
      },
      summary: () => ({ events, unsealed, size, clearance }),
    };
  },
});

/** Files of jobs are read part by part; this one has one part. */
async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function packOf(bundle: RecordBundle): Uint8Array {
  const text = (content: string) => new TextEncoder().encode(content);
  return writeZip(
    new Map([
      ['README.md', text(readmeOf(bundle))],
      ['bundle.zip', bundle.zip],
      ['export.vkey', text(`${bundle.trust.exportVkey}\n`)],
      ['policy', text(bundle.trust.policy)],
    ]),
  );
}

/** What is in the pack and how it is verified, without a system of ours at hand. */
function readmeOf({ ledger, stream, clearance, events, unsealed, size }: RecordBundle): string {
  const command = `node taizhang-verify.mjs --policy policy --export-vkey export.vkey --clearance ${String(clearance)} bundle.zip`;
  return `# 审计包 Audit pack

台账 ledger \`${ledger}\`，记录 record \`${stream}\`，密级 clearance ${String(clearance)}
检查点 checkpoint: ${String(size)}；已封存事件 sealed events: ${String(events)}；尚未封存 not sealed yet: ${String(unsealed)}

- \`bundle.zip\`：本记录的全部事件（密级以上只有哈希）、每条的存在证明、检查点及见证签名。
- \`policy\`、\`export.vkey\`：运维方所称的密钥。**请从其他途径取得并核对**，否则只能证明本包前后一致。
- 验证只需 Node.js 与单文件程序 \`taizhang-verify.mjs\`（\`npm run build:verifier\` 生成）：

\`\`\`
${command}
\`\`\`

输出 \`RESULT PASS\` 为通过；\`FAIL <代码>\` 指出问题。见证签名超过一天的，请以 \`--now\` 指明取得本包的时间（POSIX 秒）。

- \`bundle.zip\`: all events of this record (above the clearance only their hashes), a proof of inclusion for each, the checkpoint with its cosignatures.
- \`policy\`, \`export.vkey\`: keys as the operator tells them. **Get them on another way too and compare**; by themselves they prove only that the pack agrees with itself.
- To verify takes Node.js and one file, \`taizhang-verify.mjs\` (made by \`npm run build:verifier\`), and the command above.

\`RESULT PASS\` is a pass; \`FAIL <CODE>\` names what is wrong. Where the cosignature is more than a day old, name the time at which you got this pack by \`--now\` (POSIX seconds).
`;
}
