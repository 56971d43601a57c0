/** The nonce of the answer that brought the page: styles that components write are believed by it. */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content;

/**
 * Parts of the components' library write styles without being told a nonce (to measure a scroll bar, to keep the page behind a
 * dialogue still). Scripts are ours alone by the page's policy, so whatever style a script makes may have it.
 */
export function trustOwnStyles(): void {
  if (styleNonce === undefined) return;
  const create = document.createElement.bind(document);
  document.createElement = (name: string, options?: ElementCreationOptions): HTMLElement => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = styleNonce;
    return element;
  };
}
