import { ISSUE_STATUSES } from '@taizhang/contracts';
import { Button, Checkbox, DatePicker, Form, Input, Select, TreeSelect } from 'antd';
import dayjs from 'dayjs';
import { declaredValues } from '../api/acts.js';
import { useStanding, type KnownUnit } from '../api/standing.js';
import { fieldLabel, valueLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import type { LedgerFilter } from './ledger-filter.js';

const SOURCES = declaredValues('issues', 'issue', 'source');
const CLASSES = declaredValues('issues', 'issue', 'class');

/** A unit in a tree of them. */
export interface UnitNode {
  readonly value: string;
  readonly title: string;
  readonly children: UnitNode[];
}

/** Units as a tree, those without a known parent at the top. */
export function unitTree(units: readonly KnownUnit[]): UnitNode[] {
  const known = new Set(units.map(({ reference }) => reference));
  const below = (parent: string | null): UnitNode[] =>
    units
      .filter(
        (unit) =>
          (unit.parent !== null && known.has(unit.parent) && unit.parent !== unit.reference ? unit.parent : null) ===
          parent,
      )
      .map((unit) => ({ value: unit.reference, title: unit.name ?? unit.reference, children: below(unit.reference) }));
  return below(null);
}

interface LedgerFiltersProps {
  readonly filter: LedgerFilter;
  readonly onChange: (change: Partial<LedgerFilter>) => void;
  readonly onReset: () => void;
}

/** What the ledger is filtered by: every change shows at once, and in the address. */
export function LedgerFilters({ filter, onChange, onReset }: LedgerFiltersProps) {
  const { t, say } = useSpoken();
  const { units, persons } = useStanding();
  const several = (member: 'source' | 'class' | 'status', values: readonly string[], unless = '') => (
    <Form.Item label={say(fieldLabel(member))}>
      <Select
        mode="multiple"
        allowClear
        maxTagCount={1}
        aria-label={say(fieldLabel(member))}
        placeholder={unless}
        value={[...filter[member]]}
        options={[...new Set([...values, ...filter[member]])].map((value) => ({
          value,
          label: say(valueLabel(value, member)),
        }))}
        onChange={(chosen: string[]) => onChange({ [member]: chosen })}
      />
    </Form.Item>
  );
  const date = (member: 'from' | 'to') => (
    <DatePicker
      aria-label={`${say(fieldLabel('deadline'))} ${t(member)}`}
      placeholder={t(member)}
      format="YYYY-MM-DD"
      value={filter[member] === '' ? null : dayjs(filter[member])}
      onChange={(chosen) => onChange({ [member]: chosen?.format('YYYY-MM-DD') ?? '' })}
    />
  );
  return (
    <Form layout="vertical" component="div" className="filters">
      <Form.Item label={say(fieldLabel('manifestation'))}>
        <Input.Search
          key={filter.text}
          aria-label={say(fieldLabel('manifestation'))}
          defaultValue={filter.text}
          allowClear
          onSearch={(text) => onChange({ text: text.trim() })}
        />
      </Form.Item>
      <Form.Item label={say(fieldLabel('unit'))}>
        <TreeSelect
          aria-label={say(fieldLabel('unit'))}
          allowClear
          showSearch={{ treeNodeFilterProp: 'title' }}
          treeDefaultExpandAll
          {...(filter.unit !== '' && { value: filter.unit })}
          treeData={unitTree(units)}
          onChange={(chosen: string | undefined) => onChange({ unit: chosen ?? '' })}
        />
        <Checkbox checked={filter.below} onChange={({ target }) => onChange({ below: target.checked })}>
          {t('includingBelow')}
        </Checkbox>
      </Form.Item>
      {several('source', SOURCES)}
      {several('class', CLASSES)}
      {several('status', ISSUE_STATUSES, t('withoutMerged'))}
      <Form.Item label={say(fieldLabel('leader'))}>
        <Select
          aria-label={say(fieldLabel('leader'))}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          value={filter.leader === '' ? null : filter.leader}
          options={persons.map(({ person, name }) => ({ value: person, label: `${name ?? ''} ${person}`.trim() }))}
          onChange={(chosen: string | undefined) => onChange({ leader: chosen ?? '' })}
        />
      </Form.Item>
      <Form.Item label={say(fieldLabel('deadline'))}>
        <div className="pair">
          {date('from')}
          {date('to')}
        </div>
      </Form.Item>
      <Form.Item label=" " colon={false}>
        <Button onClick={onReset}>{t('reset')}</Button>
      </Form.Item>
    </Form>
  );
}
