import { Button, Form, Input, Select } from 'antd';
import { useNavigate } from 'react-router';
import { CONTEXTS, TIMELINES } from '../api/acts.js';
import { mayAsk } from '../api/powers.js';
import { useStanding } from '../api/standing.js';
import { fieldLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import { viewOf } from '../records/records.js';

interface Choice {
  readonly of: string;
  readonly bureau: string;
  readonly id: string;
}

/** Chooses the record whose way is to be told (审计回放). */
export function ReplayChoicePage() {
  const { t, say } = useSpoken();
  const { powers, units } = useStanding();
  const navigate = useNavigate();
  const bureaus = units.filter(({ reference, bureau }) => reference === bureau);
  const kinds = TIMELINES.filter((timeline) => mayAsk(powers, timeline)).map(({ context, aggregate }) => {
    const title = CONTEXTS.find(({ name }) => name === context)?.title;
    const view = viewOf(context, aggregate);
    const name = view === undefined ? say(fieldLabel(aggregate)) : say(view.title);
    return { value: `${context}/${aggregate}`, label: `${title === undefined ? context : say(title)} · ${name}` };
  });
  return (
    <>
      <h1 className="page-title">{t('replay')}</h1>
      <p className="quiet">{t('replayIntro')}</p>
      <Form<Choice>
        layout="vertical"
        className="narrow"
        requiredMark={false}
        initialValues={{ of: kinds[0]?.value, bureau: bureaus[0]?.bureau }}
        onFinish={({ of, bureau, id }) => void navigate(`/replay/${of}/${bureau}/${encodeURIComponent(id.trim())}`)}
      >
        <Form.Item
          name="of"
          label={t('replayKind')}
          rules={[{ required: true, message: t('required', t('replayKind')) }]}
        >
          <Select options={kinds} showSearch={{ optionFilterProp: 'label' }} />
        </Form.Item>
        <Form.Item
          name="bureau"
          label={t('replayBureau')}
          rules={[{ required: true, message: t('required', t('replayBureau')) }]}
        >
          <Select options={bureaus.map(({ bureau, name }) => ({ value: bureau, label: `${name ?? ''} ${bureau}` }))} />
        </Form.Item>
        <Form.Item name="id" label={t('recordId')} rules={[{ required: true, message: t('required', t('recordId')) }]}>
          <Input maxLength={64} />
        </Form.Item>
        <Button type="primary" htmlType="submit">
          {t('replayOpen')}
        </Button>
      </Form>
    </>
  );
}
