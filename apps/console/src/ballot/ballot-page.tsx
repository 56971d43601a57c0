import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Card, Form, Input, Radio } from 'antd';
import { useRef } from 'react';
import { useSearchParams } from 'react-router';
import { send } from '../api/client.js';
import { ProblemAlert } from '../forms/problem-alert.js';
import { valueLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import { OpenPage } from '../sign-in/open-page.js';
import { commentOf, lacksSentiment, type Said } from './ballot-comment.js';
import { newBallotKey } from './ballot-key.js';

interface Paper {
  readonly unit: { readonly code: string; readonly name: string | null };
  readonly stage: string;
  readonly object: { readonly kind: string; readonly person: string | null; readonly name: string | null };
  readonly open: boolean;
  readonly used: boolean;
}

interface Vote extends Said {
  readonly mark: string;
}

const MARKS = ['GOOD', 'FAIRLY_GOOD', 'AVERAGE', 'POOR', 'BLANK'];
const SENTIMENTS = ['NEGATIVE', 'SUGGESTION', 'POSITIVE'];
const MOST_OF_CODE = 100;
const MOST_OF_COMMENT = 500;

/** What is voted on, by a one-time code. The code goes in bodies only; one that came behind the `#` is taken out of the address. */
export function BallotPage() {
  const { t } = useSpoken();
  const [address, setAddress] = useSearchParams();
  const look = useMutation<Paper, unknown, string>({
    mutationFn: (code) =>
      send('/api/public/ballot/paper', { method: 'POST', anonymous: true, body: { code: code.trim() } }),
  });
  const ask = ({ code }: { readonly code: string }): void => {
    setAddress({}, { replace: true });
    look.mutate(code);
  };
  return (
    <OpenPage>
      <Card>
        <h1 className="open-title">{t('ballot')}</h1>
        {look.isSuccess ? (
          <Ballot paper={look.data} code={look.variables.trim()} />
        ) : (
          <Form<{ readonly code: string }>
            layout="vertical"
            initialValues={{ code: address.get('code') ?? '' }}
            onFinish={ask}
          >
            <p className="quiet">{t('ballotIntro')}</p>
            <Form.Item
              name="code"
              label={t('ballotCode')}
              rules={[{ required: true, message: t('required', t('ballotCode')) }]}
            >
              <Input autoComplete="off" spellCheck={false} maxLength={MOST_OF_CODE} />
            </Form.Item>
            {look.error !== null && <ProblemAlert problem={look.error} />}
            <Button type="primary" htmlType="submit" block loading={look.isPending}>
              {t('look')}
            </Button>
          </Form>
        )}
      </Card>
    </OpenPage>
  );
}

/** Casts a ballot. Its key lives as long as this page does, so that sending again counts once. */
function Ballot({ paper, code }: { readonly paper: Paper; readonly code: string }) {
  const { t, say } = useSpoken();
  const key = useRef(newBallotKey());
  const cast = useMutation<unknown, unknown, Vote>({
    mutationFn: ({ mark, ...said }) =>
      send('/api/public/ballot', {
        method: 'POST',
        anonymous: true,
        body: { code, key: key.current, mark, comment: commentOf(said) },
      }),
  });
  const { unit, stage, object } = paper;
  const title = `${unit.name ?? unit.code} · ${stage} · ${say(valueLabel(object.kind))} ${object.name ?? object.person ?? ''}`;
  if (cast.isSuccess) return <Alert type="success" showIcon title={t('ballotCast')} />;
  if (paper.used) return <Alert type="info" showIcon title={t('ballotUsed')} />;
  if (!paper.open) return <Alert type="info" showIcon title={t('ballotClosed')} />;
  return (
    <Form<Vote> layout="vertical" onFinish={(vote) => cast.mutate(vote)}>
      <h2 className="card-title">{title}</h2>
      <Form.Item
        name="mark"
        label={t('ballotMark')}
        rules={[{ required: true, message: t('required', t('ballotMark')) }]}
      >
        <Radio.Group
          className="column-choices"
          options={MARKS.map((value) => ({ value, label: say(valueLabel(value, 'mark')) }))}
        />
      </Form.Item>
      <Form.Item
        name="sentiment"
        label={t('ballotComment')}
        dependencies={['content']}
        rules={[
          ({ getFieldsValue }) => ({
            validator: () =>
              lacksSentiment(getFieldsValue()) ? Promise.reject(new Error(t('ballotSentiment'))) : Promise.resolve(),
          }),
        ]}
      >
        <Radio.Group options={SENTIMENTS.map((value) => ({ value, label: say(valueLabel(value, 'sentiment')) }))} />
      </Form.Item>
      <Form.Item name="content" label={t('reportContent')}>
        <Input.TextArea rows={3} maxLength={MOST_OF_COMMENT} showCount />
      </Form.Item>
      {cast.error !== null && <ProblemAlert problem={cast.error} />}
      <Button type="primary" htmlType="submit" block loading={cast.isPending}>
        {t('castBallot')}
      </Button>
    </Form>
  );
}
