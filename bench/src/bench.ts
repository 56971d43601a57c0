import type { BenchOptions } from './options.js';
import { wantsPeer, wantsWorkload } from './options.js';
import { comparisonsOf, contestsOf, runPass } from './passes.js';
import { tableOf } from './report.js';
import type { Row } from './row.js';
import type { BenchSettings } from './settings.js';
import { bareSqlitePeers } from './stores/bare-sqlite.js';
import { taizhangSqlite } from './stores/taizhang-sqlite.js';
import { workloadsAt } from './workloads/workloads.js';

/** Runs what is asked for and prints it. */
export async function bench(options: BenchOptions, settings: BenchSettings, folder: string): Promise<void> {
  const peers = [taizhangSqlite, ...bareSqlitePeers].filter(({ name }) => wantsPeer(options, name));
  const contests = contestsOf(
    workloadsAt(settings).filter(({ name }) => wantsWorkload(options, name)),
    peers,
  );
  const rows: Row[] = [];
  const emit = (row: Row): void => {
    rows.push(row);
    if (options.json) console.log(JSON.stringify(row));
    else console.error(`${row.workload}  ${row.peer}: ${String(Math.round(row.per_s))}/s ${row.note}`);
  };
  for (let pass = 0; pass < options.passes; pass += 1) {
    if (!options.json) console.error(`pass ${String(pass + 1)} of ${String(options.passes)}`);
    await runPass(contests, pass, folder, emit);
  }
  if (!options.json) console.log(tableOf(rows, comparisonsOf(contests)));
}
