import { Card, Empty, Spin, Tag } from 'antd';
import { Link } from 'react-router';
import { MOST_CHOICES, useView } from '../api/queries.js';
import { bureauOf, unitReference } from '../api/powers.js';
import { useStanding } from '../api/standing.js';
import { valueLabel } from '../language/labels.js';
import { useSpoken } from '../language/language.js';
import { today } from '../deployment/deployment.js';
import { LoadFailure } from '../records/load-failure.js';
import { pathOfRecord } from '../records/records.js';

interface Membership {
  readonly person: string;
  readonly post: string;
  readonly from: string;
  readonly to: string | null;
}

interface BodyDoc {
  readonly id: string;
  readonly name: string | null;
  readonly bodyKind: string;
  readonly unit: string;
  readonly dissolvedOn: string | null;
  readonly memberships: Readonly<Record<string, Membership>>;
}

/** Bodies (机构) within reach, with those who belong to them today. */
export function BodiesPanel() {
  const { t, say } = useSpoken();
  const { personName, unitName } = useStanding();
  const page = useView<BodyDoc>('organization', 'bodies', { limit: MOST_CHOICES });
  if (page.error !== null) return <LoadFailure error={page.error} retry={() => void page.refetch()} />;
  if (page.isPending) return <Spin description={t('loading')} />;
  if (page.data.items.length === 0)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('nothingHere')} />;
  const day = today();
  const inForce = ({ from, to }: Membership) => from <= day && (to === null || day < to);
  return (
    <div className="cards">
      {page.data.items.map(({ ledger, key, doc }) => {
        const bureau = bureauOf({ ledger });
        return (
          <Card
            key={`${ledger}/${key}`}
            size="small"
            title={<Link to={pathOfRecord('organization', 'body', bureau, key)}>{doc.name ?? key}</Link>}
            extra={<Tag>{say(valueLabel(doc.bodyKind, 'kind'))}</Tag>}
          >
            <p className="quiet">{unitName(unitReference(bureau, doc.unit))}</p>
            <ul className="todo">
              {Object.entries(doc.memberships)
                .filter(([, membership]) => inForce(membership))
                .map(([event, { person, post }]) => (
                  <li key={event}>
                    {personName(person)} <span className="quiet">{say(valueLabel(post, 'post'))}</span>
                  </li>
                ))}
            </ul>
          </Card>
        );
      })}
    </div>
  );
}
