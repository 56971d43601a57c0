import { useEffect, useRef, useState } from 'react';

/** From how far below the window something counts as in sight. */
const NEAR = '200px';

/** Whether an element has come into sight; once it has, it stays so. */
export function useInSight<T extends Element>() {
  const place = useRef<T>(null);
  const [isInSight, setInSight] = useState(false);
  useEffect(() => {
    if (place.current === null || isInSight) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setInSight(true);
      },
      { rootMargin: NEAR },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [isInSight]);
  return { place, isInSight };
}
