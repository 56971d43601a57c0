import { Base64Error, decodeBase64, decodeBase64Url, encodeBase64, encodeBase64Url } from './base64.js';

const bytes = (...values: number[]) => Uint8Array.from(values);

describe('base64', () => {
  it.each([
    [bytes(), '', ''],
    [bytes(0xfb), '+w==', '-w'],
    [bytes(0xfb, 0xff), '+/8=', '-_8'],
    [bytes(0xfb, 0xff, 0xfe), '+//+', '-__-'],
    [new TextEncoder().encode('foobar'), 'Zm9vYmFy', 'Zm9vYmFy'],
  ])('writes and reads %p', (raw, standard, url) => {
    expect(encodeBase64(raw)).toBe(standard);
    expect(encodeBase64Url(raw)).toBe(url);
    expect(decodeBase64(standard)).toEqual(raw);
    expect(decodeBase64Url(url)).toEqual(raw);
  });

  it.each([
    ['missing padding', '+w'],
    ['too little padding', '+w='],
    ['padding alone', '===='],
    ['padding inside', '+w==+w=='],
    ['trailing bits', '+x=='],
    ['trailing bits of two bytes', '+/9='],
    ['a blank', '+w= '],
    ['a line end', '+w==\n'],
    ['the other alphabet', '-w=='],
    ['a letter beyond ASCII', 'é+=='],
  ])('refuses standard base64 with %s', (_, text) => {
    expect(() => decodeBase64(text)).toThrow(Base64Error);
  });

  it.each([
    ['padding', '-w=='],
    ['a single digit', '-'],
    ['trailing bits', '-x'],
    ['the other alphabet', '+w'],
    ['a line end', '-w\n'],
  ])('refuses base64url with %s', (_, text) => {
    expect(() => decodeBase64Url(text)).toThrow(Base64Error);
  });
});
