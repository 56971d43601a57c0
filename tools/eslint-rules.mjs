/** Rules of the house that no published plug-in checks. Each has its case in `tools/lint.spec.mjs`. */
import { relative } from 'node:path';

const NAMELESS = new Set(['util', 'utils', 'common', 'shared', 'helper', 'helpers', 'base', 'manager', 'misc']);

const fileName = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: {
      case: '"{{name}}" is not kebab-case with the role as suffix (raise-issue.command.ts).',
      nameless: '"{{name}}" contains "{{word}}", which says nothing: name what it is for.',
    },
  },
  create(context) {
    return {
      Program(node) {
        for (const name of relative(context.cwd, context.filename).split(/[\\/]/)) {
          if (!/^\.?[a-z0-9]+([.-][a-z0-9]+)*$/.test(name)) context.report({ node, messageId: 'case', data: { name } });
          const word = name.split(/[.-]/).find((part) => NAMELESS.has(part));
          if (word) context.report({ node, messageId: 'nameless', data: { name, word } });
        }
      },
    };
  },
};

const isAssertion = (node) => node.type === 'TSAsExpression' || node.type === 'TSTypeAssertion';
const isConst = (node) => node.typeAnnotation.typeName?.name === 'const';
const isStatement = (node) =>
  /Statement$|Declaration$|^PropertyDefinition$/.test(node.type) && node.type !== 'BlockStatement';

function enclosingStatement(node) {
  let current = node;
  while (current.parent && !isStatement(current)) current = current.parent;
  return current;
}

/** A comment counts from the line above the statement to the last line of the assertion. */
const assertionReason = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { missing: 'A type assertion needs a comment that says why it is true.' },
  },
  create(context) {
    const comments = context.sourceCode.getAllComments();
    function check(node) {
      if (isConst(node) || isAssertion(node.parent)) return;
      const first = enclosingStatement(node).loc.start.line - 1;
      const explained = comments.some(({ loc }) => loc.end.line >= first && loc.start.line <= node.loc.end.line);
      if (!explained) context.report({ node, messageId: 'missing' });
    }
    return { TSAsExpression: check, TSTypeAssertion: check };
  },
};

const disableReason = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { missing: 'An eslint-disable needs its reason: "eslint-disable-next-line rule -- why".' },
  },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          if (!/^\s*eslint-disable/.test(comment.value) || /\s--\s+\S/.test(comment.value)) continue;
          context.report({ loc: comment.loc, messageId: 'missing' });
        }
      },
    };
  },
};

const nameOf = (node) => (node.type === 'Identifier' ? node.name : node.value);
const calleeOf = ({ callee }) => nameOf(callee.type === 'MemberExpression' ? callee.property : callee);

/** What of a schema takes any text. */
const FREE_TEXT = new Set(['text', 'string', 'any', 'unknown', 'json']);
const SEALS = new Set(['redactable', 'personal']);

function isSealed(node) {
  for (let current = node.parent; current; current = current.parent)
    if (current.type === 'CallExpression' && SEALS.has(calleeOf(current))) return true;
  return false;
}

/** Free text is never open (design §5). Schemas refuse it when they are loaded; this says so where it is written, and forbids forging. */
const openText = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      open: 'Free text is never open: wrap it in redactable() or personal(), or take id(), date() or an enum.',
      forged: 'The class of a field is given by redactable(), personal(), id() and their like alone.',
    },
  },
  create(context) {
    return {
      CallExpression(node) {
        if (FREE_TEXT.has(calleeOf(node)) && !isSealed(node)) context.report({ node, messageId: 'open' });
      },
      'Literal[value="x-ledger-class"], Identifier[name="FIELD_CLASS"]'(node) {
        context.report({ node, messageId: 'forged' });
      },
    };
  },
};

const SEALED_PARTS = new Set(['sealed', '$sealed', '_sd', '_sdl']);
const OPENERS = new Set(['openDocuments', 'openEvents', 'readDisclosure', 'disclosures']);

/** No decision reads a sealed value: what may be erased must never change a replay (design §5). For deciders, policies and facts. */
const sealedDecision = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      read: '"{{name}}" leads to sealed values, on which no decision may depend: record openly what it needs.',
    },
  },
  create(context) {
    const check = (node, name) => {
      if (SEALED_PARTS.has(name)) context.report({ node, messageId: 'read', data: { name } });
    };
    return {
      MemberExpression: (node) => check(node, nameOf(node.property)),
      'ObjectPattern > Property': (node) => check(node, nameOf(node.key)),
      CallExpression(node) {
        const name = calleeOf(node);
        if (OPENERS.has(name)) context.report({ node, messageId: 'read', data: { name } });
      },
    };
  },
};

/** The plug-in `house`. */
export const house = {
  rules: {
    'file-name': fileName,
    'assertion-reason': assertionReason,
    'disable-reason': disableReason,
    'open-text': openText,
    'sealed-decision': sealedDecision,
  },
};
