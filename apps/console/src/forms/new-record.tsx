import { AutoComplete, Button, Drawer, Form, Input } from 'antd';
import { useState } from 'react';
import type { DeclaredAct, RecordAddress } from '../api/declarations.js';
import { mayAct, mayAsk, type Power } from '../api/powers.js';
import { useView } from '../api/queries.js';
import { useStanding } from '../api/standing.js';
import { today } from '../deployment/deployment.js';
import { useSpoken } from '../language/language.js';
import { viewOf } from '../records/records.js';
import { ActForm } from './act-form.js';
import type { FormValues } from './form-values.js';
import { followingId, suggestedId } from './record-ids.js';

interface NewRecordProps {
  readonly act: DeclaredAct;
  /** What the form begins with, for a bureau and the unit there that the reader works for. */
  readonly known?: (bureau: string, unit: string) => FormValues;
  readonly onDone?: (record: RecordAddress) => void;
}

const RECORD_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const BUREAU = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Stands for an id that follows from what is said, until it is. */
const FOLLOWS = 'follows';

/** The next id of the usual form, by how many records there are. */
function useUsualId(act: DeclaredAct, bureau: string, isAsked: boolean): string {
  const { powers } = useStanding();
  const view = viewOf(act.context, act.aggregate);
  const found = useView(
    act.context,
    view?.name ?? '',
    { bureau, limit: 1, total: true },
    { enabled: isAsked && view !== undefined && BUREAU.test(bureau) && mayAsk(powers, view) },
  );
  return suggestedId(act, bureau, today().slice(0, 4), found.data?.total ?? 0);
}

/** A button that begins a record, for those who may: where, under which id, then the form of its first command. */
export function NewRecord({ act, known, onDone }: NewRecordProps) {
  const { t, say } = useSpoken();
  const { powers, pathOf, units } = useStanding();
  const [open, setOpen] = useState(false);
  const fitting = powers.filter(({ role }) => act.roles.includes(role));
  const homes = [...new Set(fitting.map(({ unit }) => unit.split('/', 1).join('')))];
  const [bureau, setBureau] = useState(homes[0] ?? '');
  const [id, setId] = useState<string>();
  const follows = followingId(act) !== undefined;
  const usual = useUsualId(act, bureau, open && !follows);
  const chosenId = follows ? FOLLOWS : (id ?? usual);
  if (!mayAct(powers, act, [], pathOf)) return null;
  const bureaus = [...new Set([...homes, ...units.map((unit) => unit.bureau)])];
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {say(act.title)}
      </Button>
      <Drawer open={open} onClose={() => setOpen(false)} title={say(act.title)} size="large" destroyOnHidden>
        <Form layout="vertical" component="div">
          <Form.Item label={t('bureau')} required>
            <AutoComplete
              aria-label={t('bureau')}
              value={bureau}
              onChange={setBureau}
              options={bureaus.map((value) => ({
                value,
                label: units.find(({ reference }) => reference === value)?.name ?? value,
              }))}
            />
          </Form.Item>
          {!follows && (
            <Form.Item
              label={t('recordId')}
              help={t('recordIdHint')}
              required
              validateStatus={chosenId !== '' && !RECORD_ID.test(chosenId) ? 'error' : ''}
            >
              <Input aria-label={t('recordId')} value={chosenId} onChange={({ target }) => setId(target.value)} />
            </Form.Item>
          )}
        </Form>
        {BUREAU.test(bureau) && RECORD_ID.test(chosenId) && (
          <ActForm
            key={bureau}
            act={act}
            record={{ context: act.context, aggregate: act.aggregate, bureau, id: chosenId }}
            {...(known !== undefined && { known: known(bureau, unitAt(fitting, bureau)) })}
            onDone={(record) => {
              setOpen(false);
              setId(undefined);
              onDone?.(record);
            }}
          />
        )}
      </Drawer>
    </>
  );
}

/** The unit at which the reader may give the command, as its bureau names it. */
function unitAt(powers: readonly Power[], bureau: string): string {
  const held = powers.map(({ unit }) => unit).find((unit) => unit === bureau || unit.startsWith(`${bureau}/`));
  return held === undefined || held === bureau ? bureau : held.slice(bureau.length + 1);
}
