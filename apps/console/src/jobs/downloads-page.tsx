import { useQueries, useQueryClient } from '@tanstack/react-query';
import { App, Button, Progress, Tag } from 'antd';
import { CONTEXTS } from '../api/acts.js';
import { send } from '../api/client.js';
import type { Bilingual } from '../api/declarations.js';
import { Problem } from '../api/problem.js';
import { contextKey } from '../api/queries.js';
import { valueLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import { shownTime } from '../deployment/deployment.js';
import { WideTable } from '../records/wide-table.js';
import { hasFinished, JOB_POLL_MS, takeFile, type Job } from './job.js';

/** What a kind of job is called: by its own name, or as every context has it. */
function labelOf(kind: string): Bilingual {
  const own = valueLabel(kind);
  return own.zh === kind ? valueLabel(kind.slice(kind.indexOf('.') + 1), 'job') : own;
}

/** Jobs of one's own in every context; a context that shows the reader none has none here. */
function useJobs(): readonly Job[] {
  const answers = useQueries({
    queries: CONTEXTS.map(({ name }) => ({
      queryKey: [...contextKey(name), 'jobs'],
      queryFn: () => send<{ readonly items: readonly Job[] }>(`/api/${name}/jobs`),
      retry: false,
      refetchInterval: ({
        state,
      }: {
        readonly state: { readonly data: { readonly items: readonly Job[] } | undefined };
      }) => (state.data?.items.some((job) => !hasFinished(job)) === true ? JOB_POLL_MS : false),
    })),
  });
  return answers.flatMap(({ data }) => data?.items ?? []).sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
}

/** The download centre (下载中心): what was asked for in the last seven days, how far it is, and its files. */
export function DownloadsPage() {
  const { t, say } = useSpoken();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const jobs = useJobs();
  const attempt = async (act: () => Promise<unknown>): Promise<void> => {
    try {
      await act();
    } catch (error) {
      void message.error(error instanceof Problem ? say(error.sentence) : t('failed'));
    }
  };
  const remove = async (job: Job): Promise<void> => {
    await send(`/api/jobs/${job.id}`, { method: 'DELETE' });
    await queries.invalidateQueries({ queryKey: contextKey(job.kind.split('.', 1).join('')) });
  };
  return (
    <>
      <h1 className="page-title">{t('downloads')}</h1>
      <p className="quiet">{t('downloadsHint')}</p>
      <WideTable<Job>
        label={t('downloads')}
        rowKey="id"
        dataSource={[...jobs]}
        columns={[
          { title: t('job'), key: 'kind', render: (_value, { kind, file }) => file?.name ?? say(labelOf(kind)) },
          { title: t('startedAt'), key: 'at', render: (_value, { createdAt }) => shownTime(createdAt) },
          { title: t('status'), key: 'state', render: (_value, job) => <State job={job} /> },
          { title: t('keptUntil'), key: 'until', render: (_value, { expiresAt }) => shownTime(expiresAt) },
          {
            title: t('operations'),
            key: 'acts',
            render: (_value, job) => (
              <>
                <Button
                  size="small"
                  disabled={job.file === null}
                  aria-label={`${t('download')} ${job.file?.name ?? ''}`}
                  onClick={() => void attempt(() => takeFile(job))}
                >
                  {t('download')}
                </Button>{' '}
                <Button size="small" onClick={() => void attempt(() => remove(job))}>
                  {t(hasFinished(job) ? 'remove' : 'cancel')}
                </Button>
              </>
            ),
          },
        ]}
      />
    </>
  );
}

function State({ job }: { readonly job: Job }) {
  const { say } = useSpoken();
  const { state, progress, failure } = job;
  if (failure !== null) return <span>{`${say(failure.detail)} (${failure.code})`}</span>;
  if (hasFinished(job)) return <Tag>{say(valueLabel(state, 'job'))}</Tag>;
  const { done, total } = progress;
  return (
    <Progress
      size="small"
      percent={total === null || total === 0 ? 0 : Math.floor((done * 100) / total)}
      aria-label={say(valueLabel(state, 'job'))}
    />
  );
}
