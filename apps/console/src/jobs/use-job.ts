import { useMutation } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import { Problem } from '../api/problem.js';
import { useSpoken } from '../language/language.js';
import { finished, startJob, takeFile, type Job } from './job.js';

/** A job that is asked for. */
interface Asked {
  readonly kind: string;
  readonly params: unknown;
}

/** Starts jobs and hands over what they make, telling how far they are. @param done what is said at the end */
export function useJob(done: string) {
  const { t, say } = useSpoken();
  const { message } = App.useApp();
  const [progress, setProgress] = useState<Job['progress']>();
  const { mutate, isPending } = useMutation<Job, unknown, Asked>({
    mutationFn: async ({ kind, params }) => finished(await startJob(kind, params), (job) => setProgress(job.progress)),
    onSuccess: async (job) => {
      if (job.failure !== null) return void message.error(say(job.failure.detail));
      await takeFile(job);
      void message.success(done);
    },
    onError: (error) => void message.error(error instanceof Problem ? say(error.sentence) : t('failed')),
    onSettled: () => setProgress(undefined),
  });
  return { run: mutate, isPending, progress };
}
