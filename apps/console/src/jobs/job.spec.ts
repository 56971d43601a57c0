import { hasFinished, jobQuery } from './job.js';

describe('jobs', () => {
  it('are asked for as lists are, without what is empty', () => {
    expect(
      jobQuery({
        bureau: ['a', 'b'],
        source: [],
        status: 'CLOSED',
        text: '',
        limit: 20,
        cursor: undefined,
        late: false,
      }),
    ).toEqual({
      bureau: ['a', 'b'],
      status: 'CLOSED',
      limit: '20',
      late: 'false',
    });
  });

  it('are waited for until nothing more becomes of them', () => {
    expect(
      (['WAITING', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED'] as const).filter((state) => hasFinished({ state })),
    ).toEqual(['DONE', 'FAILED', 'CANCELLED']);
  });
});
