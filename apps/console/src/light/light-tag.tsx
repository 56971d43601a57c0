import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  ExclamationCircleOutlined,
  MinusCircleOutlined,
  QuestionCircleOutlined,
} from '@ant-design/icons';
import { Tag, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useSpoken } from '../language/language.js';
import type { Word } from '../language/words.js';
import { today } from '../deployment/deployment.js';
import { lightOf, type Light, type Limited } from './light.js';
import { useYellowWorkdays } from './yellow-workdays.js';

const SHOWN: Readonly<Record<Light, { readonly color: string; readonly word: Word; readonly icon: ReactNode }>> = {
  GREEN: { color: 'green', word: 'lightGreen', icon: <CheckCircleOutlined aria-hidden /> },
  YELLOW: { color: 'gold', word: 'lightYellow', icon: <ClockCircleOutlined aria-hidden /> },
  RED: { color: 'red', word: 'lightRed', icon: <ExclamationCircleOutlined aria-hidden /> },
  UNKNOWN: { color: 'default', word: 'lightUnknown', icon: <QuestionCircleOutlined aria-hidden /> },
  GREY: { color: 'default', word: 'lightGrey', icon: <MinusCircleOutlined aria-hidden /> },
};

/** The light of a record today: colour, sign and word, never colour alone. */
export function LightTag({ limited, bureau }: { readonly limited: Limited; readonly bureau: string }) {
  const { t } = useSpoken();
  const yellowWorkdays = useYellowWorkdays([bureau]);
  const { color, word, icon } = SHOWN[lightOf(limited, today(), yellowWorkdays(bureau))];
  return (
    <Tooltip title={t('lightHint')}>
      <Tag className={`light light-${color}`} icon={icon} color={color}>
        {t(word)}
      </Tag>
    </Tooltip>
  );
}
