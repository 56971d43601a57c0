import { coldStart } from './extras/cold-start.js';
import { httpCommands } from './extras/http-commands.js';
import { idleFollow } from './extras/idle-follow.js';
import { issueTable } from './extras/issue-table.js';
import { onlineVotes } from './extras/online-votes.js';
import { relayToKafka } from './extras/relay.js';
import { replayMemory } from './extras/replay-memory.js';
import { sealLedger } from './extras/seal.js';
import { sealedAppends } from './extras/sealed-appends.js';
import { verifiableHistory } from './extras/verifiable-history.js';
import { verifyRange } from './extras/verify-bundle.js';
import { wantsPeer, wantsWorkload, type BenchOptions } from './options.js';
import { comparisonsOf, contestsOf, runPass, type Contest } from './passes.js';
import { tableOf } from './report.js';
import type { Row } from './row.js';
import { BenchServers } from './servers/bench-servers.js';
import { mongodbSettings, type BenchSettings } from './settings.js';
import { bareMongodbPeers } from './stores/bare-mongodb.js';
import { bareSqlitePeers } from './stores/bare-sqlite.js';
import { taizhangMongodb } from './stores/taizhang-mongodb.js';
import { taizhangSqlite } from './stores/taizhang-sqlite.js';
import { workloadsAt } from './workloads/workloads.js';

/** Runs what is asked for and prints it. */
export async function bench(options: BenchOptions, settings: BenchSettings, folder: string): Promise<void> {
  const servers = new BenchServers();
  const contests = wanted(options, allContests(settings, servers));
  const rows: Row[] = [];
  const emit = (row: Row): void => {
    rows.push(row);
    if (options.json) console.log(JSON.stringify(row));
    else console.error(`${row.workload}  ${row.peer}: ${String(Math.round(row.per_s))}/s ${row.note}`);
  };
  try {
    for (let pass = 0; pass < options.passes; pass += 1) {
      if (!options.json) console.error(`pass ${String(pass + 1)} of ${String(options.passes)}`);
      await runPass(contests, pass, folder, emit);
    }
  } finally {
    await servers.stop();
  }
  if (!options.json) console.log(tableOf(rows, comparisonsOf(contests)));
}

function allContests(settings: BenchSettings, servers: BenchServers): readonly Contest[] {
  return [
    ...contestsOf(workloadsAt(settings), [taizhangSqlite, ...bareSqlitePeers]),
    ...contestsOf(workloadsAt(mongodbSettings(settings)), [taizhangMongodb(servers), ...bareMongodbPeers(servers)]),
    ...sealedAppends(settings),
    relayToKafka(settings, servers),
    httpCommands(settings),
    onlineVotes(settings),
    issueTable(settings),
    coldStart(settings),
    ...verifiableHistory(settings),
    sealLedger(settings),
    verifyRange(settings),
    replayMemory(settings),
    idleFollow(settings),
  ];
}

function wanted(options: BenchOptions, contests: readonly Contest[]): readonly Contest[] {
  return contests
    .filter(({ workload }) => wantsWorkload(options, workload))
    .map((contest) => ({ ...contest, entrants: contest.entrants.filter(({ peer }) => wantsPeer(options, peer)) }))
    .filter(({ entrants }) => entrants.length > 0);
}
