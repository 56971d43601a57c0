import { App, Alert, Button, Drawer, Form, Input, Upload } from 'antd';
import { useState } from 'react';
import { MAX_POLICY_BYTES, parsePolicy, PolicyError } from '@taizhang/ledger';
import { useSpoken } from '../language/language.js';
import { toldKeys } from './policy-keys.js';
import { pin, policyFor, unpinAll } from './trust.js';
import { useTrust } from './use-trust.js';

/** By what the events of a ledger are verified, and the way to have it verified by something else (验证依据). */
export function TrustButton({ ledger }: { readonly ledger: string }) {
  const { t } = useSpoken();
  const { pinned } = useTrust();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('proofTrustNow', t(pinned.length > 0 ? 'proofTrustPinned' : 'proofTrustTold'))}
      </Button>
      <Drawer open={open} onClose={() => setOpen(false)} title={t('proofTrust')} size={560} destroyOnHidden>
        <p className="told">{t('trustIntro')}</p>
        <InForce ledger={ledger} />
        <PinForm />
      </Drawer>
    </>
  );
}

function InForce({ ledger }: { readonly ledger: string }) {
  const { t } = useSpoken();
  const { pinned, told } = useTrust();
  const text = policyFor(ledger, told.get(ledger) ?? null, pinned);
  if (text === null)
    return (
      <Alert
        type="warning"
        showIcon
        className="gap-below"
        title={t(pinned.length > 0 ? 'proofNoKey' : 'trustNotAsked')}
        action={pinned.length > 0 && <Unpin />}
      />
    );
  return (
    <section>
      <h2 className="card-title">
        {t('trustInForce')}: {t(pinned.length > 0 ? 'proofTrustPinned' : 'proofTrustTold')}
      </h2>
      <Keys text={text} />
      {pinned.length > 0 && <Unpin />}
    </section>
  );
}

function Keys({ text }: { readonly text: string }) {
  const { t } = useSpoken();
  const policy = parsePolicy(text); // it has judged already, or was read before it was pinned
  const { quorum } = policy;
  const needed =
    quorum.kind === 'none' ? t('proofNoWitness') : quorum.kind === 'witness' ? quorum.name : quorum.threshold;
  return (
    <dl className="nested keys">
      {toldKeys(policy).map(({ of, vkey }) => (
        <div key={vkey}>
          <dt>{t(of === 'log' ? 'trustLog' : 'trustWitness')}</dt>
          <dd>
            <code>{vkey}</code>
          </dd>
        </div>
      ))}
      <div>
        <dt>{t('trustQuorum')}</dt>
        <dd>{needed}</dd>
      </div>
    </dl>
  );
}

function Unpin() {
  const { t } = useSpoken();
  return (
    <Button danger size="small" onClick={unpinAll}>
      {t('trustUnpin')}
    </Button>
  );
}

function PinForm() {
  const { t } = useSpoken();
  const { message } = App.useApp();
  const [text, setText] = useState('');
  const keep = (policy: string) => {
    try {
      pin(policy);
      setText('');
      void message.success(t('trustPinned'));
    } catch (error) {
      void message.error(t('trustInvalid', error instanceof PolicyError ? error.message : ''));
    }
  };
  return (
    <Form layout="vertical" onFinish={() => keep(text)} className="pin-form">
      <Form.Item label={t('trustPinText')} htmlFor="policy-text" extra={t('trustPinTextHint')}>
        <Input.TextArea
          id="policy-text"
          rows={5}
          maxLength={MAX_POLICY_BYTES}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </Form.Item>
      <div className="tools">
        <Button type="primary" htmlType="submit" disabled={text.trim() === ''}>
          {t('trustPin')}
        </Button>
        <Upload
          showUploadList={false}
          beforeUpload={(file) => {
            void file.text().then(keep);
            return false;
          }}
        >
          <Button>{t('trustPinFile')}</Button>
        </Upload>
      </div>
    </Form>
  );
}
