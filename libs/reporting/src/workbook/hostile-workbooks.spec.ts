import { deflateRawSync } from 'node:zlib';
import { zipOf, type ZipFile } from '../zip/zip-writer.js';
import { openWorkbook, DEFAULT_WORKBOOK_LIMITS, WorkbookRefusedError } from './workbook-reader.js';

async function bytesOf(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}

const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet';
const rels = (target = 'worksheets/sheet1.xml', more = '') =>
  `<Relationships><Relationship Id="rId1" Type="${RELATION}" Target="${target}" ${more}/></Relationships>`;
const WORKBOOK = '<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>';
const sheet = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;

/** A workbook of raw parts. */
const raw = (parts: Readonly<Record<string, string>>): Promise<Buffer> => {
  const all = {
    'xl/workbook.xml': WORKBOOK,
    'xl/_rels/workbook.xml.rels': rels(),
    'xl/worksheets/sheet1.xml': sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>'),
    ...parts,
  };
  return bytesOf(zipOf(Object.entries(all).map(([name, text]): ZipFile => ({ name, content: [text] }))));
};

const refusal = async (bytes: Buffer, limits = DEFAULT_WORKBOOK_LIMITS): Promise<string> => {
  try {
    await (await openWorkbook(bytes, limits)).rows('S');
  } catch (error) {
    if (error instanceof WorkbookRefusedError) return error.code;
    throw error;
  }
  return 'read';
};

describe('a workbook that somebody sent', () => {
  it('is read where nothing is wrong with it', async () => {
    expect(await refusal(await raw({}))).toBe('read');
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['macros', { 'xl/vbaProject.bin': 'x' }, 'WORKBOOK_MACROS'],
    ['a link to another file', { 'xl/externalLinks/externalLink1.xml': '<x/>' }, 'WORKBOOK_EXTERNAL_LINKS'],
    [
      'a sheet elsewhere',
      { 'xl/_rels/workbook.xml.rels': rels('file:///etc/passwd', 'TargetMode="External"') },
      'WORKBOOK_EXTERNAL_LINKS',
    ],
    [
      'entities that multiply',
      {
        'xl/worksheets/sheet1.xml': `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>${sheet('<row><c t="str"><v>&b;</v></c></row>')}`,
      },
      'WORKBOOK_ENTITIES',
    ],
    [
      'an entity that reads a file',
      {
        'xl/workbook.xml': `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${WORKBOOK.replace('"S"', '"&a;"')}`,
      },
      'WORKBOOK_ENTITIES',
    ],
    [
      'an entity that is not declared',
      { 'xl/worksheets/sheet1.xml': sheet('<row><c t="str"><v>&b;</v></c></row>') },
      'WORKBOOK_UNREADABLE',
    ],
    ['XML that breaks off', { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData>' }, 'WORKBOOK_UNREADABLE'],
    ['bytes that are no text', { 'xl/worksheets/sheet1.xml': '\ud800' }, 'WORKBOOK_UNREADABLE'],
    [
      'a row beyond all',
      { 'xl/worksheets/sheet1.xml': sheet('<row r="1048576"><c r="A1048576"><v>1</v></c></row>') },
      'WORKBOOK_TOO_LARGE',
    ],
    [
      'a row of no number',
      { 'xl/worksheets/sheet1.xml': sheet('<row r="x"><c r="A1"><v>1</v></c></row>') },
      'WORKBOOK_TOO_LARGE',
    ],
    [
      'a column beyond all',
      { 'xl/worksheets/sheet1.xml': sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>') },
      'WORKBOOK_TOO_LARGE',
    ],
    [
      'an address that is none',
      { 'xl/worksheets/sheet1.xml': sheet('<row r="1"><c r="__proto__"><v>1</v></c></row>') },
      'WORKBOOK_UNREADABLE',
    ],
    [
      'a string that is not there',
      { 'xl/worksheets/sheet1.xml': sheet('<row r="1"><c r="A1" t="s"><v>7</v></c></row>') },
      'WORKBOOK_UNREADABLE',
    ],
  ])('is refused with %s', async (_what, parts, code) => {
    expect(await refusal(await raw(parts))).toBe(code);
  });

  it('is refused when it unpacks to far more than it is, before all of it is unpacked', async () => {
    const bomb = await raw({
      'xl/worksheets/sheet1.xml': sheet(`<row><c t="str"><v>${' '.repeat(80 * 1024 * 1024)}</v></c></row>`),
    });
    expect(bomb.length).toBeLessThan(200_000);
    expect(await refusal(bomb)).toBe('WORKBOOK_TOO_LARGE');
  });

  it('is refused when its directory lies about how much there is', async () => {
    const bytes = await raw({ 'xl/worksheets/sheet1.xml': sheet(' '.repeat(1024 * 1024)) });
    const at = bytes.lastIndexOf('xl/worksheets/sheet1.xml') - 46;
    bytes.writeUInt32LE(10, at + 24);
    expect(await refusal(bytes)).toBe('WORKBOOK_UNREADABLE');
    expect(await refusal(bytes, { ...DEFAULT_WORKBOOK_LIMITS, partBytes: 64 * 1024 })).toBe('WORKBOOK_TOO_LARGE');
  });

  it('is refused when its files share bytes', async () => {
    const bytes = await raw({ 'xl/one.xml': deflateRawSync('x').toString('latin1') });
    const entry = (name: string) => bytes.lastIndexOf(name) - 46;
    bytes.writeUInt32LE(bytes.readUInt32LE(entry('xl/workbook.xml') + 42), entry('xl/one.xml') + 42);
    expect(await refusal(bytes)).toBe('WORKBOOK_UNREADABLE');
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['no archive', Buffer.from('not an archive, however long it is '.repeat(50))],
    ['an old format', Buffer.from('d0cf11e0a1b11ae1'.repeat(100), 'hex')],
  ])('is refused when it is %s', async (_what, bytes) => {
    expect(await refusal(bytes)).toBe('WORKBOOK_UNREADABLE');
  });

  it('is refused however it is cut off', async () => {
    const bytes = await raw({});
    for (let length = 0; length < bytes.length; length += 37)
      expect(await refusal(bytes.subarray(0, length))).not.toBe('read');
  });

  it('computes no formula, and says where one stands', async () => {
    const bytes = await raw({
      'xl/worksheets/sheet1.xml': sheet('<row r="1"><c r="A1"><f>WEBSERVICE("http://x.example")</f><v>5</v></c></row>'),
    });
    const [row] = await (await openWorkbook(bytes)).rows('S');
    expect(row?.cells.get(0)).toEqual({ address: 'A1', kind: 'formula', text: '5' });
  });
});
