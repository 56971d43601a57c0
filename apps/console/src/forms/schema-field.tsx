import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import {
  AutoComplete,
  Button,
  Card,
  Checkbox,
  DatePicker,
  Form,
  Input,
  InputNumber,
  Radio,
  Select,
  type FormItemProps,
} from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { use } from 'react';
import { fieldLabel, valueLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import { Choices } from './choices.js';
import type { FormField } from './form-fields.js';

/** As many values are shown side by side; more are a list to open. */
const MOST_RADIOS = 4;

type Path = readonly (string | number)[];

interface FieldProps {
  readonly field: FormField;
  /** Path of the member within the form. */
  readonly path: Path;
  /** Path within the list that the member is in, as Ant Design wants it. */
  readonly at: Path;
  /** What holds the member may be left out as a whole, so nothing within it is demanded. */
  readonly free?: boolean;
}

/** One member of a command, whatever its schema: the label in the reader's language, the input that fits. */
export function SchemaField(props: FieldProps) {
  const { field, path } = props;
  const { say } = useSpoken();
  const { command } = use(Choices);
  const label = say(fieldLabel(field.name, command));
  switch (field.kind) {
    case 'group':
      return (
        <Card size="small" title={label} className="form-group">
          {field.fields.map((member) => (
            <SchemaField
              key={member.name}
              {...props}
              field={member}
              path={[...path, member.name]}
              at={[...props.at, member.name]}
              free={props.free === true || !field.required || field.nullable}
            />
          ))}
        </Card>
      );
    case 'list':
      return <ListField {...props} field={field} label={label} />;
    case 'variants':
      return <VariantsField {...props} field={field} label={label} />;
    case 'fixed':
      return null;
    default:
      return <PlainField {...props} label={label} />;
  }
}

type Of<K extends FormField['kind']> = Extract<FormField, { kind: K }>;

function ListField({ field, path, at, label }: FieldProps & { readonly field: Of<'list'>; readonly label: string }) {
  const { t } = useSpoken();
  return (
    <Card size="small" title={label} className="form-group">
      <Form.List name={[...at]}>
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name }) => (
              <div key={key} className="form-row">
                <div className="form-row-fields">
                  {field.fields.map((member) => (
                    <SchemaField
                      key={member.name}
                      field={member}
                      path={[...path, name, member.name]}
                      at={[name, member.name]}
                    />
                  ))}
                </div>
                <Button
                  icon={<DeleteOutlined aria-hidden />}
                  aria-label={`${t('remove')} ${label} ${name + 1}`}
                  onClick={() => remove(name)}
                />
              </div>
            ))}
            <Button
              icon={<PlusOutlined aria-hidden />}
              disabled={rows.length >= (field.most ?? Infinity)}
              onClick={() => add({})}
            >
              {t('add')}
            </Button>
          </>
        )}
      </Form.List>
    </Card>
  );
}

function VariantsField({
  field,
  path,
  at,
  label,
}: FieldProps & { readonly field: Of<'variants'>; readonly label: string }) {
  const { say } = useSpoken();
  const chosen: unknown = Form.useWatch([...path, field.by]);
  const variant = field.variants.find(({ value }) => value === chosen);
  return (
    <Card size="small" title={label} className="form-group">
      <Form.Item name={[...at, field.by]} label={say(fieldLabel(field.by))} rules={[{ required: field.required }]}>
        <Select options={field.variants.map(({ value }) => ({ value, label: say(valueLabel(value, field.by)) }))} />
      </Form.Item>
      {(variant?.fields ?? []).map((member) => (
        <SchemaField key={member.name} field={member} path={[...path, member.name]} at={[...at, member.name]} />
      ))}
    </Card>
  );
}

/** A date stands in the form as the text that commands take. */
const DATE_AS_TEXT: Pick<FormItemProps, 'getValueProps' | 'getValueFromEvent'> = {
  getValueProps: (value: unknown) => ({ value: typeof value === 'string' && value !== '' ? dayjs(value) : undefined }),
  getValueFromEvent: (value: Dayjs | null) => value?.format('YYYY-MM-DD'),
};

function PlainField({ field, path, at, free, label }: FieldProps & { readonly label: string }) {
  const { t } = useSpoken();
  const { refused } = use(Choices);
  const needed = field.required && !field.nullable && free !== true && field.kind !== 'boolean';
  const pointer = `/${path.join('/')}`;
  const wrong = refused.some((one) => one === pointer || one.startsWith(`${pointer}/`));
  const rules: FormItemProps['rules'] = [
    { required: needed, message: t('required', label), ...(field.kind === 'text' && { whitespace: true }) },
    ...(field.kind === 'text' && field.pattern !== undefined
      ? [{ pattern: new RegExp(field.pattern, 'u'), message: t('required', label) }]
      : []),
  ];
  return (
    <Form.Item
      name={[...at]}
      label={label}
      rules={rules}
      {...(field.kind === 'boolean' && { valuePropName: 'checked' })}
      {...(field.kind === 'date' && DATE_AS_TEXT)}
      {...(wrong && { validateStatus: 'error' as const })}
    >
      <PlainInput field={field} label={label} />
    </Form.Item>
  );
}

/** The input of a member; `Form.Item` hands it value, id and listener. */
function PlainInput({ field, label, ...given }: { readonly field: FormField; readonly label: string }) {
  const { say } = useSpoken();
  const { offeredFor } = use(Choices);
  const offered = offeredFor(field.name);
  const values = (all: readonly string[]) => all.map((value) => ({ value, label: say(valueLabel(value, field.name)) }));
  switch (field.kind) {
    case 'boolean':
      return <Checkbox {...given} aria-label={label} />;
    case 'integer':
      return (
        <InputNumber
          {...given}
          precision={0}
          min={field.min ?? 0}
          {...(field.max !== undefined && { max: field.max })}
        />
      );
    case 'date':
      return <DatePicker {...given} format="YYYY-MM-DD" />;
    case 'choice':
      return field.values.length > MOST_RADIOS ? (
        <Select
          {...given}
          allowClear={!field.required}
          showSearch={{ optionFilterProp: 'label' }}
          options={values(field.values)}
        />
      ) : (
        <Radio.Group {...given} options={values(field.values)} />
      );
    case 'choices':
      return <Select {...given} mode="multiple" options={values(field.values)} />;
    case 'words':
      return <Select {...given} mode="tags" options={[...(offered ?? [])]} tokenSeparators={[',', '，', ' ']} />;
    case 'text':
      if (field.long)
        return (
          <Input.TextArea {...given} rows={2} maxLength={field.maxLength} showCount={field.maxLength !== undefined} />
        );
      if (offered === undefined) return <Input {...given} maxLength={field.maxLength} />;
      return <AutoComplete {...given} options={[...offered]} showSearch={{ filterOption: offers }} allowClear />;
    default:
      return <Input.TextArea {...given} rows={3} spellCheck={false} />;
  }
}

/** Whether an offer has what was typed, in its words or its id. */
function offers(typed: string, option?: { readonly label?: unknown; readonly value?: unknown }): boolean {
  return `${String(option?.label ?? '')} ${String(option?.value ?? '')}`.toLowerCase().includes(typed.toLowerCase());
}
