/** Words of the pages of reports without account. */
export const INTAKE_WORDS = {
  report: ['群众反映', 'Report'],
  reportIntro: [
    '无需登录即可反映。不记录您的网络地址。提交后显示查询码，只显示一次，请妥善保存。',
    'No account is needed, and your address is not kept. You are shown a receipt code once: keep it.',
  ],
  receipt: ['查询码', 'Receipt code'],
  checkReceipt: ['凭查询码查询', 'Look up by receipt code'],
  receiptShownOnce: ['请保存查询码，只显示这一次', 'Keep this receipt code: it is shown this once'],
  reportKind: ['类型', 'Kind'],
  reportContent: ['内容', 'Content'],
  reportName: ['姓名(可不填)', 'Name (may be left out)'],
  reportContact: ['联系方式(可不填)', 'How to reach you (may be left out)'],
  reportBureau: ['反映给哪个单位(代码)', 'Bureau it is sent to (code)'],
  publicAddress: ['公开表单', 'Public form'],
  publicAddressHint: [
    '印在公告、意见箱上：群众扫码打开匿名反映表，单位和渠道已填好。',
    'For notices and boxes: it opens the form without account, with bureau and channel filled in.',
  ],
  reportBureauHint: [
    '代码见该单位公布的征求意见公告；扫公告上的二维码打开本页时已填好。',
    'The code is on the bureau’s notice; its QR code opens this page with the code filled in.',
  ],
  look: ['查询', 'Look up'],
  addMessage: ['补充说明', 'Add to it'],
  receivedAt: ['收到时间', 'Received at'],
  validUntil: ['查询码有效至', 'Code valid until'],
  noReplyYet: ['尚未答复', 'No reply yet'],
} as const satisfies Readonly<Record<string, readonly [string, string]>>;
