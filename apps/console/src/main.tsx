import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { Problem } from './api/problem.js';
import { LanguageProvider } from './language/language.js';
import { router } from './routes.js';
import { Appearance } from './shell/appearance.js';
import { trustOwnStyles } from './shell/style-nonce.js';

/** Reads are tried again where nobody answered; a refusal stays one. */
const MOST_RETRIES = 2;

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // what others did meanwhile is seen as soon as a page is opened or come back to
      staleTime: 0,
      refetchOnWindowFocus: true,
      retry: (count, error) =>
        count < MOST_RETRIES && !(error instanceof Problem && error.body.status >= 400 && error.body.status < 500),
    },
  },
});

trustOwnStyles();

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no place for the console.');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <LanguageProvider>
        <Appearance>
          <RouterProvider router={router} />
        </Appearance>
      </LanguageProvider>
    </QueryClientProvider>
  </StrictMode>,
);
