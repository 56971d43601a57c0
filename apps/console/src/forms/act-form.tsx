import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Collapse, Form } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { newKey, send } from '../api/client.js';
import { apiPathOf, type DeclaredAct, type RecordAddress } from '../api/declarations.js';
import type { Problem } from '../api/problem.js';
import { contextKey, useTimeline, type AnyDoc } from '../api/queries.js';
import { useStanding } from '../api/standing.js';
import { fieldLabel, namedBy } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import { Choices, knownValues, offersFor, type ChoiceSources } from './choices.js';
import { FileMember } from './file-member.js';
import { fieldsOf, LATE_MEMBERS } from './form-fields.js';
import { bodyOf, initialValues, MalformedJsonError, type FormValues } from './form-values.js';
import { ProblemAlert } from './problem-alert.js';
import { followingId } from './record-ids.js';
import { useReferences } from './references.js';
import { SchemaField } from './schema-field.js';

/** A command about a record. */
export interface ActFormProps {
  readonly act: DeclaredAct;
  readonly record: RecordAddress;
  /** The record as it is shown; none where it begins. */
  readonly doc?: AnyDoc | undefined;
  /** Unit of the record, where a branch of the bureau. */
  readonly unit?: string | undefined;
  readonly known?: FormValues;
  readonly onDone: (record: RecordAddress) => void;
  readonly onRefused?: (problem: Problem) => void;
}

/** Sends a command; the same key as long as the same is asked for, so that a retry does nothing twice. */
function useAct({ act, record, onDone, onRefused }: ActFormProps) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const { t, say } = useSpoken();
  const attempt = useRef({ body: '', key: '' });
  return useMutation<unknown, Problem, Readonly<Record<string, unknown>>>({
    mutationFn: (body) => {
      const text = JSON.stringify(body);
      if (attempt.current.body !== text) attempt.current = { body: text, key: newKey() };
      const id = followingId(act)?.(body, record.bureau) ?? record.id;
      const path = `${apiPathOf({ ...record, id })}/${act.verb}`;
      return send(path, { method: 'POST', body, key: attempt.current.key });
    },
    onSuccess: async (_answer, body) => {
      void message.success(t('done', say(act.title)));
      await queries.invalidateQueries({ queryKey: contextKey(record.context) });
      onDone({ ...record, id: followingId(act)?.(body, record.bureau) ?? record.id });
    },
    onError: (problem) => onRefused?.(problem),
  });
}

/**
 * The form of any command, made of its declaration: members in the order of its schema, labels in the reader's language, offers from
 * the record and the directories, refusals in the reader's language beside what they are about.
 */
export function ActForm(props: ActFormProps) {
  const { act, record, doc, known } = props;
  const { t, say } = useSpoken();
  const standing = useStanding();
  const [form] = Form.useForm<FormValues>();
  const [malformed, setMalformed] = useState<string>();
  const giving = useAct(props);
  const fields = useMemo(() => fieldsOf(act.schema), [act]);
  const named = fields.map(({ name }) => namedBy(name, act.name));
  const timeline = useTimeline(record, named.includes('event'));
  const references = useReferences(fields, act.name, record.bureau);
  const told = { doc, timeline: timeline.data ?? [], references };
  const sources: ChoiceSources = { command: act.name, record, ...told, standing, say };
  const initial = useMemo(
    () =>
      initialValues(fields, {
        ...knownValues(
          fields.map(({ name }) => name),
          sources,
        ),
        ...known,
      }),
    [fields], // a form keeps what it began with, whatever comes in meanwhile
  );
  const takesFile = ['sha256', 'size'].every((name) => fields.some((field) => field.name === name));
  const asked = fields.filter(
    ({ name }, index) => !LATE_MEMBERS.includes(name) && !(takesFile && named[index] === 'file'),
  );
  const late = fields.filter(({ name }) => LATE_MEMBERS.includes(name));
  const give = (values: FormValues): void => {
    try {
      setMalformed(undefined);
      giving.mutate(bodyOf(fields, { ...form.getFieldsValue(true), ...values }));
    } catch (error) {
      if (!(error instanceof MalformedJsonError)) throw error;
      setMalformed(error.member);
    }
  };
  return (
    <Choices
      value={{
        command: act.name,
        offeredFor: (member) => offersFor(member, sources),
        refused: giving.error?.pointers ?? [],
      }}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={initial}
        onFinish={give}
        scrollToFirstError
        aria-label={say(act.title)}
      >
        {takesFile && <FileMember form={form} record={record} unit={props.unit} />}
        {asked.map((field) => (
          <SchemaField key={field.name} field={field} path={[field.name]} at={[field.name]} />
        ))}
        {late.length === LATE_MEMBERS.length && (
          <Collapse
            ghost
            size="small"
            items={[
              {
                key: 'late',
                label: t('lateEntry'),
                forceRender: true,
                children: late.map((field) => (
                  <SchemaField key={field.name} field={field} path={[field.name]} at={[field.name]} />
                )),
              },
            ]}
          />
        )}
        {malformed !== undefined && <ProblemAlert sentence={t('required', say(fieldLabel(malformed, act.name)))} />}
        {giving.error !== null && <ProblemAlert problem={giving.error} command={act.name} />}
        <Button type="primary" htmlType="submit" loading={giving.isPending}>
          {t('submit')}
        </Button>
      </Form>
    </Choices>
  );
}
