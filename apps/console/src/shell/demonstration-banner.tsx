import { deployment, today } from '../deployment/deployment.js';
import { useSpoken } from '../language/language.js';

/** Says on every screen of a demonstration (演示) that all of it is invented, and which day it is there. */
export function DemonstrationBanner() {
  const { t } = useSpoken();
  if (!deployment().demonstration) return null;
  return (
    <p className="demonstration" role="note">
      {t('demonstration', today())}
    </p>
  );
}
