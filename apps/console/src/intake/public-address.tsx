import { QRCode, Space, Typography } from 'antd';
import { useSpoken } from '../language/language.js';

interface PublicAddressProps {
  readonly bureau: string;
  readonly channel: string;
}

/** Address of the public form of a channel (征求意见二维码), for a bureau's boards and notices: the form opened by it knows both. */
export function PublicAddress({ bureau, channel }: PublicAddressProps) {
  const { t } = useSpoken();
  const { origin, pathname } = window.location;
  const address = `${origin}${pathname}#/report?${new URLSearchParams({ bureau, channel }).toString()}`;
  return (
    <Space orientation="vertical">
      <p className="quiet">{t('publicAddressHint')}</p>
      <QRCode value={address} type="svg" aria-label={address} />
      <Typography.Text copyable>{address}</Typography.Text>
    </Space>
  );
}
