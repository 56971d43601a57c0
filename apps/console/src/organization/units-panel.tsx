import { Empty, Tree } from 'antd';
import { Link } from 'react-router';
import { useStanding, type KnownUnit } from '../api/standing.js';
import { valueLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import { unitTree } from '../ledger/ledger-filters.js';
import { pathOfRecord } from '../records/records.js';

interface TreeNode {
  readonly value: string;
  readonly children: readonly TreeNode[];
}

interface ShownNode {
  readonly key: string;
  readonly title: React.ReactNode;
  readonly children: ShownNode[];
}

/** The units within reach as a tree, each with its level and principal (一把手). */
export function UnitsPanel() {
  const { t } = useSpoken();
  const { units } = useStanding();
  if (units.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('nothingHere')} />;
  const byReference = new Map(units.map((unit) => [unit.reference, unit]));
  const nodes = (tree: readonly TreeNode[]): ShownNode[] =>
    tree.flatMap(({ value, children }) => {
      const unit = byReference.get(value);
      return unit === undefined ? [] : [{ key: value, title: <UnitLine unit={unit} />, children: nodes(children) }];
    });
  return <Tree treeData={nodes(unitTree(units))} defaultExpandAll selectable={false} blockNode />;
}

function UnitLine({ unit }: { readonly unit: KnownUnit }) {
  const { t, say } = useSpoken();
  const { personName } = useStanding();
  const principal =
    unit.principal === null ? t('vacant') : `${personName(unit.principal)}${unit.acting ? ` (${t('acting')})` : ''}`;
  return (
    <span className="unit-line">
      <Link to={pathOfRecord('organization', 'unit', unit.bureau, unit.unit)}>{unit.name ?? unit.unit}</Link>{' '}
      <span className="quiet">
        {unit.unit} · {say(valueLabel(unit.level))} · {t('principal')} {principal}
      </span>
    </span>
  );
}
