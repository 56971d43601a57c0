import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { DESK, PHONE, settled } from './console-scene.js';

/** What axe holds to be a serious barrier or worse on the page, as `rule: where, what, why`. */
export async function barriers(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, html, failureSummary = '' }) => `${id}: ${target.join(' ')} ${html} ${failureSummary}`),
    );
}

/** How long a page may take to lay itself out after it was given another size, on a machine that does much else, in milliseconds. */
const LAID_OUT_WITHIN_MS = 10_000;
/**
 * By how much the page is wider than what shows it, in CSS pixels, and what reaches out; tables that scroll by themselves do not
 * count. A page hears of its new size after the browser has it, so that one look right away may find the former layout.
 */
const OVERFLOW = `new Promise((done) => {
  const within = performance.now() + ${LAID_OUT_WITHIN_MS};
  const reachesOut = (element) => element.getBoundingClientRect().right > window.innerWidth;
  const named = ({ tagName, className }) => tagName.toLowerCase() + '.' + className;
  const look = () => {
    const over = Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - window.innerWidth;
    if (over <= 0) done([]);
    else if (performance.now() < within) setTimeout(look, 16); // frames need not come to a page that is not drawn
    else {
      const outermost = [...document.querySelectorAll('body *')].filter(reachesOut).slice(0, 5);
      done([over + ' px too wide at ' + window.innerWidth + ': ' + outermost.map(named).join(', ')]);
    }
  };
  look();
})`;

/** What is too wide on the page, once it has had time to lay itself out; empty where it fits. */
export async function overflow(page: Page): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(OVERFLOW);
}

/** What keeps somebody from using the page on a phone or at a desk: width that does not fit, and {@link barriers}. */
export async function hindrances(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const size of [PHONE, DESK]) {
    await page.setViewportSize(size);
    const tooWide = await overflow(page);
    await settled(page);
    found.push(...tooWide, ...(await barriers(page)));
  }
  return found;
}

interface PlatformFont {
  readonly familyName: string;
  readonly glyphCount: number;
}

/** The fonts with which the browser really draws an element: boxes for missing glyphs have another. */
export async function drawnWith(page: Page, selector: string): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument');
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  const { fonts } = (await session.send('CSS.getPlatformFontsForNode', { nodeId })) as {
    readonly fonts: readonly PlatformFont[];
  }; // as the protocol has it
  await session.detach();
  return fonts.filter(({ glyphCount }) => glyphCount > 0).map(({ familyName }) => familyName);
}
