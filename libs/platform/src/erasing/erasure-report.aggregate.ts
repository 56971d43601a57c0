import { erasureReportEvents } from '@taizhang/contracts';
import { aggregate, command, role, type AnyAggregate } from '@taizhang/kernel';

/** Name of the aggregate, which every context of a host has without declaring it. */
export const ERASURE_REPORT = 'erasure-report';

interface ReportState {
  readonly reported: boolean;
}

/** What one context has to say of an erasure (删除结果): once, by the policy that carried it out. */
export function erasureReport(context: string): AnyAggregate {
  const reports = erasureReportEvents(context);
  const { ErasureReported } = reports.definitions;
  return aggregate<ReportState, typeof reports>({
    context,
    name: ERASURE_REPORT,
    events: reports,
    initial: { reported: false },
    evolve: { [ErasureReported.type]: () => ({ reported: true }) },
    commands: [
      command({
        name: 'RecordErasure',
        title: { zh: '登记删除结果', en: 'Record erasure' },
        clauses: [],
        schema: ErasureReported.schema,
        allow: role('system').at('anywhere'),
        decide: (input, { reported }: ReportState) => (reported ? [] : [reports.ErasureReported(input)]),
      }),
    ],
  });
}
