/** Kinds of supervision channels (监督渠道): letters and visits 信访, network 网络, telephone 电话, suggestion box 意见箱. */
export const CHANNEL_TYPES = ['PETITION', 'NETWORK', 'TELEPHONE', 'SUGGESTION_BOX'] as const;
export type ChannelType = (typeof CHANNEL_TYPES)[number];

/** Kinds of which every bureau keeps at least one open [C3.17]. */
export const REQUIRED_CHANNEL_TYPES: readonly ChannelType[] = ['PETITION', 'NETWORK', 'TELEPHONE'];

/** How a channel stands: open 畅通, degraded 不畅, closed 停用, registered by mistake 已撤回. */
export const CHANNEL_STATUSES = ['OPEN', 'DEGRADED', 'CLOSED', 'WITHDRAWN'] as const;
export type ChannelStatus = (typeof CHANNEL_STATUSES)[number];
