import { Tag } from 'antd';
import { useStanding } from '../api/standing.js';
import { unitReference } from '../api/powers.js';
import { fieldLabel, namedBy, valueLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';

interface ValueViewProps {
  readonly value: unknown;
  readonly member: string;
  readonly bureau: string;
  /** Of which the record is one: states bear the same codes in several. */
  readonly aggregate?: string;
  /** Paths that were withheld or erased, from the record's top. */
  readonly path?: string;
  readonly withheld?: readonly string[];
  readonly erased?: readonly string[];
}

/** A value of a record, whatever it is: names instead of ids, words instead of codes, what is missing said. */
export function ValueView(props: ValueViewProps) {
  const { value, member, bureau, path = member, withheld = [], erased = [] } = props;
  const { t, say } = useSpoken();
  const { unitName, personName, stageName } = useStanding();
  if (withheld.includes(path)) return <span className="quiet">{t('withheld')}</span>;
  if (erased.includes(path)) return <span className="quiet">{t('erased')}</span>;
  if (value === null || value === undefined || value === '') return <span className="quiet">—</span>;
  if (typeof value === 'boolean') return <>{t(value ? 'yes' : 'no')}</>;
  if (typeof value === 'number') return <>{value}</>;
  if (typeof value === 'string') {
    const named = namedBy(member);
    if (named === 'unit') return <>{unitName(unitReference(bureau, value))}</>;
    if (named === 'person') return <>{personName(value)}</>;
    if (named === 'stage') return <>{stageName(bureau, value)}</>;
    return <span className="told">{say(valueLabel(value, member, props.aggregate))}</span>;
  }
  if (Array.isArray(value)) {
    if (value.length === 0) return <span className="quiet">—</span>;
    return (
      <>
        {value.map((one: unknown, index) => (
          <Tag key={index} className="wrapping">
            <ValueView {...props} value={one} path={`${path}.${index}`} />
          </Tag>
        ))}
      </>
    );
  }
  return (
    <dl className="nested">
      {Object.entries(value).map(([name, inner]: [string, unknown]) => (
        <div key={name}>
          <dt>{say(fieldLabel(name))}</dt>
          <dd>
            <ValueView {...props} value={inner} member={name} path={`${path}.${name}`} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
