// Search as one types, in the page: the query side of explorer/search over what the build wrote
// into search-data.js. The steps and the numbers are those of the Python modules of the same
// names; `make relevance` puts the same judged queries to both.
(() => {
  const data = window.ladderSearch;
  const { rules } = data;
  // "accepted,2,2" is accepted, its stem without the last two letters, and so its base form.
  const kin = (word, form = "") => {
    if (form.startsWith("=")) return form.slice(1);
    const [, off, more] = /^(\d*)(.*)$/.exec(form);
    return word.slice(0, word.length - off) + more;
  };
  const vocabulary = data.vocabulary.split(" ").filter(Boolean).map((written) => {
    const [word, part, base] = written.split(",");
    return [word, kin(word, part), kin(word, base)];
  });
  const words = vocabulary.map(([word]) => word);
  const numberOf = new Map(words.map((word, number) => [word, number]));
  const COMMON = new Set(rules.common);
  const ARTICLES = new Set(rules.articles);
  const IRREGULAR = new Map(Object.entries(rules.irregular));
  const INFLECTED = new Map(Object.entries(rules.inflected));
  const DERIVED = new Map(Object.entries(data.derived));
  const SPELLINGS = rules.spellings.map(([from, to]) => [new RegExp(from), to]);
  const ENDINGS = rules.endings.map(([from, to]) => [new RegExp(from), to]);
  const PROTECTED = new RegExp(`^(?:${rules.protected})$`);

  // -- text/stemming ---------------------------------------------------------------------

  const WORD = /[\p{L}\p{N}_\u0300-\u036f]+(?:['’][\p{L}\p{N}_\u0300-\u036f]+)*/gu;
  const ELIDED = /^(?:[cdjlmnst]|(?:jus|lors|puis)?qu)['’](?=[\p{L}\p{N}_]{2})/iu;
  const unended = (word, ending) => (word.endsWith(ending) ? word.slice(0, -ending.length) : word);
  const fold = (word) =>
    unended(word.replaceAll("’", "'").normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase().replaceAll("ß", "ss"), "'s")
      .replaceAll("'", "");
  // Chinese and Japanese, which put no spaces between words, by every two letters.
  const HAN = "\\u3005\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff";
  const [HIRAGANA, KATAKANA] = ["\\u3041-\\u309f", "\\u30a0-\\u30ff"];
  const UNSPACED = new RegExp(`[${HAN}]+|[${HIRAGANA}]+|[${KATAKANA}]+|[^${HAN}${HIRAGANA}${KATAKANA}]+`, "gu");
  const HAS_UNSPACED = new RegExp(`[${HAN}${HIRAGANA}${KATAKANA}]`, "u");
  const GRAMMAR = new RegExp(`^[${HIRAGANA}]{1,2}$`, "u");
  const unspaced = (run, begin) =>
    [...run.matchAll(UNSPACED)].flatMap(({ 0: part, index }) => {
      const at = begin + index;
      if (!HAS_UNSPACED.test(part)) return [{ word: fold(part), start: at, end: at + part.length }];
      if (GRAMMAR.test(part)) return [];
      return [...Array(Math.max(part.length - 1, 1)).keys()].map((first) => {
        const pair = part.slice(first, first + 2);
        return { word: pair.normalize("NFKC"), start: at + first, end: at + first + pair.length };
      });
    });
  const split = (text) =>
    [...text.matchAll(WORD)].flatMap((match) => {
      if (HAS_UNSPACED.test(match[0])) return unspaced(match[0], match.index);
      const elided = ELIDED.exec(match[0])?.[0].length ?? 0;
      return { word: fold(match[0].slice(elided)), start: match.index + elided, end: match.index + match[0].length };
    });
  const singular = (word) => (word.endsWith("ies") ? `${word.slice(0, -3)}y` : unended(word, "s"));
  const american = (word) => SPELLINGS.reduce((known, [from, to]) => known.replace(from, to), word);
  const memo = (make) => {
    const known = new Map();
    return (word) => {
      if (!known.has(word)) known.set(word, make(word));
      return known.get(word);
    };
  };
  const stems = new Map();
  const bases = new Map();
  const digraphs = new Map();
  const add = (map, key, value) => map.get(key)?.push(value) ?? map.set(key, [value]);
  const withoutDigraphs = (word) => word.replace(/(?<=[aou])e/g, "");
  // A word that no text has takes the stem of those that Porter's stemmer puts beside it.
  const beside = new Map();
  for (const [word, part, base] of vocabulary) {
    add(stems, part, word);
    add(bases, base, word);
    const porter = ladderStemmer(word);
    if (!beside.has(porter)) beside.set(porter, part);
    if (withoutDigraphs(word) !== word) add(digraphs, withoutDigraphs(word), word);
  }
  const shortened = Object.entries(data.shortened);
  const plurals = shortened.map(([word, part]) => [`${word}s`, part]);
  const stemOf = new Map([...plurals, ...shortened, ...vocabulary]);
  const stem = memo((typed) => {
    if (stemOf.has(typed)) return stemOf.get(typed);
    const word = IRREGULAR.get(typed) ?? IRREGULAR.get(singular(typed)) ?? typed;
    if (stemOf.has(word)) return stemOf.get(word);
    const guarded = PROTECTED.exec(word);
    if (guarded) return guarded[1];
    const porter = ladderStemmer(american(word));
    return beside.get(porter) ?? porter;
  });
  const baseForm = memo((typed) => {
    const word = american(INFLECTED.get(typed) ?? INFLECTED.get(singular(typed)) ?? typed);
    const base = ENDINGS.reduce((known, [from, to]) => known.replace(from, to), word);
    return DERIVED.get(base) ?? base;
  });
  const parts = [...stems.keys()].sort();

  // -- search/positional_index -----------------------------------------------------------

  const APART = 2; // characters between words that are still neighbours
  const NOBODY = [-1, -1]; // the characters of what a reader does not see
  const HYPHENATED = /[\p{L}\p{N}_\u0300-\u036f]+(?:-[\p{L}\p{N}_\u0300-\u036f]+)+/gu;
  const rowOfText = (text, unseen) => {
    const [row, spans] = [[], []];
    const put = (word, span) => {
      row.push(word === null ? -1 : (numberOf.get(word) ?? -1));
      spans.push(span);
    };
    let last = 0;
    for (const { word, start, end } of split(text)) {
      if (start - last > APART || start < last - 1) put(null, NOBODY);
      put(word, [start, end]);
      last = end;
    }
    for (const match of text.matchAll(HYPHENATED)) {
      put(null, NOBODY);
      put(fold(match[0].replaceAll("-", "")), [match.index, match.index + match[0].length]);
    }
    for (const { word } of split(unseen)) {
      put(null, NOBODY);
      put(word, NOBODY);
    }
    put(null, NOBODY);
    return { row, spans };
  };
  const entries = data.entries.map(([ladder, level, competency, kind, scope, text, to, unseen]) => {
    const { row, spans } = rowOfText(text, unseen);
    const prior = 0.03 / (1 + row.length / 20) + (kind === "statement" || kind === "tentative" ? 0.02 : 0);
    return { ladder, level, competency, kind, scope, text, to, row, spans, prior };
  });
  const SIZE = entries.length;

  // Of each word: text → the places where it stands.
  const postings = words.map(() => new Map());
  for (const [number, entry] of entries.entries()) {
    entry.row.forEach((word, place) => {
      if (word < 0) return;
      const at = postings[word];
      at.get(number)?.push(place) ?? at.set(number, [place]);
    });
  }
  const inRow = (choices) => {
    // text → the places of the first word, where one of each next stands right behind it
    let found = new Map();
    choices.forEach((choice, behind) => {
      const here = new Map();
      for (const word of choice)
        for (const [text, places] of postings[numberOf.get(word)] ?? [])
          for (const place of places) {
            if (behind && !found.get(text)?.has(place - behind)) continue;
            if (!here.has(text)) here.set(text, new Set());
            here.get(text).add(place - behind);
          }
      found = here;
    });
    return found;
  };

  // -- search/term_matching --------------------------------------------------------------

  const INFLECTION = 0.95;
  const BEGUN = 0.8;
  const TYPOS = { 4: 0.45, 5: 0.55, 6: 0.65 };
  const LONG = 0.8;
  const OTHER_FORM = 0.97;
  const LONG_TYPO = LONG * OTHER_FORM;
  const LEAST = 0.45;

  const firstFrom = (among, word) => {
    let [low, high] = [0, among.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (among[middle] < word) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const withPrefix = (among, word) => {
    const found = [];
    for (let at = firstFrom(among, word); at < among.length && among[at].startsWith(word); at++) found.push(among[at]);
    return found;
  };
  // Edits with neighbours swapped as one (optimal string alignment).
  const edits = (a, b) => {
    let [before, last] = [[], [...Array(b.length + 1).keys()]];
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      for (let j = 1; j <= b.length; j++) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      [before, last] = [last, row];
    }
    return last[b.length];
  };
  const near = (word, among, most) => {
    const likely = withPrefix(among, word[0]);
    if (word[0] !== word[1]) likely.push(...withPrefix(among, word[1] + word[0]));
    return likely
      .filter((known) => Math.abs(known.length - word.length) <= most)
      .map((known) => [known, edits(word, known)])
      .filter(([, distance]) => distance <= most)
      .sort((a, b) => a[1] - b[1])
      .slice(0, 6)
      .filter(([known]) => known.length >= 4 && !COMMON.has(known));
  };
  const swapped = (word) =>
    [word.length - 4, word.length - 3, word.length - 2].map(
      (at) => word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2),
    );
  const typos = (word, unfinished, sparing) => {
    const most = word.length < 8 || (sparing && word.length < 11) ? 1 : 2;
    let worth = TYPOS[word.length] ?? LONG;
    let found = new Map(near(word, words, most).map(([known, distance]) => [stem(known), distance]));
    const part = stem(word);
    if (part.length >= 5 && !sparing)
      for (const [known, distance] of near(part, parts, part.length < 8 ? 1 : 2))
        if (!found.has(known) && stems.get(known).some((form) => edits(word, form) <= most + 1)) found.set(known, distance);
    if (!found.size && word.length >= 6)
      found = new Map(swapped(word).map(stem).filter((each) => stems.has(each)).map((each) => [each, 1]));
    if (!found.size && unfinished && word.length >= 5) {
      const cut = new Map();
      for (const length of [word.length + 1, word.length - 1, word.length])
        for (const known of withPrefix(words, word[0])) cut.set(known.slice(0, length), known);
      found = new Map(near(word, [...cut.keys()].sort(), 1).map(([start, distance]) => [stem(cut.get(start)), distance]));
      worth *= 0.85;
    }
    const least = Math.min(...found.values());
    const candidates = new Map();
    for (const [each, distance] of found) {
      const share = worth * (distance > least ? 0.85 : 1);
      const forms = stems.get(each);
      const nearest = forms.reduce((a, b) => (edits(word, b) < edits(word, a) ? b : a));
      for (const form of forms) candidates.set(form, ["typo", share * (form === nearest ? 1 : OTHER_FORM)]);
    }
    return candidates;
  };
  const IZE = /^([a-z]{3,}[iy])([sz])((?:[aei][a-z]{0,3})?)$/;
  const respelled = (word) => {
    const found = IZE.exec(word);
    return found ? withPrefix(words, found[1] + (found[2] === "s" ? "z" : "s") + found[3]) : [];
  };
  const begunForms = (word) => {
    const begun = word.length >= 5 ? [...IRREGULAR.keys()].filter((form) => form.startsWith(word)).map(stem) : [];
    for (let end = word.length - 1; end >= Math.max(5, word.length - 4); end--) begun.push(word.slice(0, end));
    return stems.get(begun.find((part) => stems.has(part))) ?? [];
  };
  const candidatesOf = (word, unfinished, sure, alone) => {
    const candidates = new Map();
    const offer = (known, way) => candidates.has(known) || candidates.set(known, way);
    if (numberOf.has(word)) candidates.set(word, ["exact", 1]);
    if (COMMON.has(word) && !alone) return candidates;
    const plain = withoutDigraphs(word);
    const spelled = plain !== word ? (stems.get(stem(plain)) ?? []) : [];
    for (const known of [...(stems.get(stem(word)) ?? []), ...(digraphs.get(plain) ?? []), ...spelled])
      offer(known, ["inflection", INFLECTION]);
    if (word.length >= (unfinished ? 2 : 4) || HAS_UNSPACED.test(word[0])) {
      const worth = candidates.size ? 0.6 : 0.9;
      const begun = unfinished && !candidates.size ? respelled(word) : [];
      for (const known of [...withPrefix(words, word), ...begun])
        offer(known, ["prefix", Math.max(worth * (0.6 + (0.4 * word.length) / known.length), LEAST)]);
    }
    const part = stem(word);
    if (data.compounds && word.length >= 5)
      for (const known of words) {
        const last = part.length >= 5 || (part.length > 3 && stem(known).endsWith(part));
        if (last && known !== word && known.indexOf(part, 2) > 0) offer(known, ["part", 0.5]);
      }
    if (!sure && !candidates.has(word) && word.length >= (candidates.size ? 8 : 4))
      for (const [known, way] of typos(word, unfinished, candidates.size > 0)) offer(known, way);
    if (unfinished && !candidates.size) for (const known of begunForms(word)) offer(known, ["inflection", BEGUN]);
    return candidates;
  };
  const inTwo = (word) => {
    const ways = [];
    for (let cut = 2; cut < word.length - 1; cut++) {
      const [head, tail] = [word.slice(0, cut), word.slice(cut)];
      if (COMMON.has(head) && COMMON.has(tail)) continue;
      if (numberOf.has(head) && stems.has(stem(tail))) ways.push([[head], stems.get(stem(tail))]);
    }
    return ways;
  };

  // -- search/query_terms ----------------------------------------------------------------

  const [ID, SYNONYM, LONG_FORM] = [0.55, 0.6, 0.92];
  const groups = new Map(); // a phrase → the phrases of all its groups
  for (const group of data.groups)
    for (const phrase of group)
      groups.set(phrase, new Set([...(groups.get(phrase) ?? []), ...group]));
  const abbreviations = new Map(data.abbreviations);
  const short = (word) => (/^\d/.test(word) ? unended(word, "s") : stem(word));
  const longForms = (typed) => abbreviations.get(typed.map(short).join(" ")) ?? [];
  const rowOf = (phrase) => inRow(phrase.map((word) => stems.get(stem(word)) ?? []));
  const raise = (shares, texts, worth) => {
    for (const text of texts) if ((shares.get(text) ?? 0) < worth) shares.set(text, worth);
  };

  const termOf = (word, unfinished, alone) => {
    const common = COMMON.has(word);
    const two = common
      ? []
      : inTwo(word)
          .map(([heads, tails]) => [[heads[0], tails[0]], inRow([heads, tails])])
          .filter(([, row]) => row.size);
    const long = common ? [] : longForms(word.split(" "));
    const sure = two.length > 0 || long.length > 0 || groups.has(baseForm(word));
    const candidates = candidatesOf(word, unfinished, sure, alone);
    for (const phrase of long)
      if (phrase.length === 1)
        for (const form of stems.get(stem(phrase[0])) ?? [])
          if ((candidates.get(form)?.[1] ?? 0) < LONG_FORM) candidates.set(form, ["inflection", LONG_FORM]);
    const byWords = new Map();
    for (const [known, [, share]] of candidates) raise(byWords, postings[numberOf.get(known)].keys(), share);
    const rows = [...two.map(([, row]) => row), ...long.filter((p) => p.length > 1).map(rowOf)].filter((row) => row.size);
    for (const row of rows) raise(byWords, row.keys(), INFLECTION);
    if (!common)
      for (const name of [word, ...long.filter((p) => p.length === 1).map((p) => p[0])])
        raise(byWords, data.ids[stem(name)] ?? [], ID);
    return {
      word,
      candidates,
      byWords,
      bySynonyms: new Map(),
      marks: rows.map((row) => ({ row, length: 2 })),
      weight: 1,
      readings: [...long, ...two.map(([phrase]) => phrase)],
    };
  };
  const merge = (term, joined) => {
    for (const [word, way] of joined.candidates) if (!term.candidates.has(word)) term.candidates.set(word, way);
    for (const [text, worth] of joined.byWords) raise(term.byWords, [text], worth);
    term.marks.push(...joined.marks);
  };
  const isContent = (term) => {
    if (term.word.length === 1 && !term.byWords.size) return false;
    return !COMMON.has(term.word) && !(term.candidates.size && [...term.candidates.keys()].every((w) => COMMON.has(w)));
  };
  const isKnown = (term) =>
    term.candidates.size
      ? [...term.candidates.values()].some(([kind, share]) => kind !== "typo" || share >= LONG_TYPO)
      : term.byWords.size > 0;
  const isDoubtful = (term) =>
    term.candidates.size > 0 && [...term.candidates.values()].every(([kind, share]) => kind === "typo" && share <= TYPOS[5]);
  const likeliest = (term) => {
    const found = [...term.candidates];
    const begun = ([word]) => word.startsWith(term.word) && word !== term.word;
    const oneWord = new Set(found.map(([word]) => stem(word))).size === 1 && found.every(begun);
    if (!found.length || !(oneWord || found.every(([, [kind, share]]) => kind === "typo" && share >= LONG_TYPO))) return term.word;
    return found.reduce((a, b) => (b[1][1] > a[1][1] || (b[1][1] === a[1][1] && b[0] > a[0]) ? b : a))[0];
  };
  const synonymRows = memo((phrase) =>
    [...groups.get(phrase)]
      .filter((other) => other !== phrase)
      .map((other) => other.split(" "))
      .map((other) => ({ row: inRow(other.map((part) => bases.get(part) ?? [])), length: other.length }))
      .filter((each) => each.row.size),
  );
  const phraseOf = (some, phrases) => {
    let term = some[0];
    if (some.length > 1) {
      const row = rowOf(some.map(likeliest));
      const byWords = new Map();
      if (!some.some((part) => COMMON.has(part.word)))
        for (const [text, worth] of some[0].byWords) {
          const least = Math.min(worth, ...some.slice(1).map((part) => part.byWords.get(text) ?? 0));
          if (least) byWords.set(text, INFLECTION * least);
        }
      raise(byWords, row.keys(), 1);
      term = {
        word: some.map((part) => part.word).join(" "),
        candidates: new Map(some.flatMap((part) => [...part.candidates])),
        byWords,
        bySynonyms: new Map(),
        marks: [{ row, length: some.length }, ...some.flatMap((part) => part.marks)],
        weight: Math.max(1, some.filter((part) => !COMMON.has(part.word)).length),
        readings: [],
      };
    }
    for (const each of phrases.flatMap(synonymRows)) {
      raise(term.bySynonyms, each.row.keys(), SYNONYM);
      term.marks.push(each);
    }
    return term.byWords.size || term.bySynonyms.size ? term : null;
  };
  const knownPhrases = (some) => {
    const typed = some.map(likeliest);
    const ways = [typed, ...some.flatMap((part, at) => part.readings.map((r) => [...typed.slice(0, at), ...r, ...typed.slice(at + 1)]))];
    return [...new Set(ways.map((way) => way.map(baseForm).join(" ")))].filter((way) => groups.has(way));
  };
  const withPhrases = (terms) => {
    if (!groups.size) return terms;
    let content = terms.filter((term) => !ARTICLES.has(term.word));
    if (!content.length) content = terms;
    const made = [];
    while (content.length) {
      let taken = 0;
      for (let length = Math.min(3, content.length); length && !taken; length--) {
        const some = content.slice(0, length);
        const phrases = knownPhrases(some);
        if (!phrases.length) continue;
        const unit = phraseOf(some, phrases);
        made.push(...(unit ? [unit] : some));
        taken = length;
      }
      if (!taken) made.push(content[0]);
      content = content.slice(taken || 1);
    }
    return made;
  };
  const termsOf = (typed, linked, openEnd) => {
    for (let at = typed.length - 1; at > 0; at--)
      if (longForms(typed.slice(at - 1, at + 1)).length) {
        typed.splice(at - 1, 2, `${typed[at - 1]} ${typed[at]}`);
        linked = new Set([...linked].filter((n) => n !== at - 1).map((n) => n - (n >= at)));
      }
    const last = typed.length - 1;
    let terms = typed.map((word, at) => termOf(word, openEnd && at === last, typed.length === 1));
    for (let at = 0; at < last; at++) {
      const both = typed[at] + typed[at + 1];
      const unfinished = openEnd && at + 1 === last;
      const begun = unfinished && both.length >= 4 && withPrefix(words, both).length;
      if (linked.has(at) || begun || stems.has(stem(both))) {
        const joined = termOf(both, unfinished, false);
        merge(terms[at], joined);
        merge(terms[at + 1], joined);
      }
    }
    terms = withPhrases(terms);
    const content = terms.filter(isContent);
    return [...new Map((content.length ? content : terms).map((term) => [term.word, term])).values()];
  };

  // -- search/ranking --------------------------------------------------------------------

  const coverage = (terms) => {
    const byWords = new Float64Array(SIZE);
    const inAll = new Float64Array(SIZE);
    let total = 0;
    for (const term of terms) {
      const either = new Map(term.byWords);
      for (const [text, worth] of term.bySynonyms) raise(either, [text], worth);
      const known = term.byWords.size * !isDoubtful(term) + 0.5 * (either.size - term.byWords.size);
      const weight = Math.log(1 + SIZE / (0.5 + known)) * term.weight;
      for (const [text, worth] of term.byWords) byWords[text] += weight * worth;
      for (const [text, worth] of either) inAll[text] += weight * worth;
      total += weight;
    }
    return [byWords.map((each) => each / total), inAll.map((each) => each / total)];
  };
  const leastOf = (terms, byWords) => {
    if (terms.length === 1) return LEAST;
    if (Math.max(...byWords) >= 0.8) return 0.25;
    return terms.every(isKnown) ? (terms.length === 2 ? 0.33 : 0.4) : 0.5;
  };
  const proximity = (text, terms) => {
    const matched = new Set(terms.flatMap((term) => [...term.candidates.keys()].map((word) => numberOf.get(word))));
    const { row, spans } = entries[text];
    const seen = row.map((word, place) => (matched.has(word) ? spans[place] : null)).filter((span) => span && span[0] >= 0);
    if (seen.length < 2) return 0;
    const width = Math.max(...seen.map((s) => s[1])) - Math.min(...seen.map((s) => s[0]));
    return Math.min(1, seen.reduce((sum, [start, end]) => sum + end - start, 0) / Math.max(width, 1));
  };
  const found = (terms, allowed) => {
    const [byWords, inAll] = coverage(terms);
    const least = leastOf(terms, byWords) - 1e-6;
    const meant = terms.every((term) => isKnown(term) || term.bySynonyms.size);
    const leastRelated = (meant ? 0.25 : 0.34) - 1e-6;
    const hits = [];
    for (let text = 0; text < SIZE; text++) {
      const direct = byWords[text] >= least;
      const related = !direct && inAll[text] >= leastRelated && inAll[text] > byWords[text];
      if (!(direct || related) || !allowed(entries[text])) continue;
      const every = terms.every((term) => term.byWords.has(text) || term.bySynonyms.has(text));
      const score = 0.9 * (direct ? byWords[text] : inAll[text]) + entries[text].prior + 0.05 * proximity(text, terms);
      hits.push({ text, related, whole: direct && every, tier: related ? "related" : every ? "full" : "partial", score: Math.min(score, 1) });
    }
    return hits.sort((a, b) => b.whole - a.whole || b.score - a.score || a.text - b.text);
  };
  const marksOf = (text, terms) => {
    const { row, spans } = entries[text];
    const known = new Set(terms.flatMap((term) => [...term.candidates.keys()].map((word) => numberOf.get(word))));
    let seen = row.map((word, place) => (known.has(word) ? place : -1)).filter((place) => place >= 0);
    const content = seen.filter((place) => !COMMON.has(words[row[place]]));
    if (content.length) seen = content;
    const marks = seen.map((place) => spans[place]);
    for (const term of terms)
      for (const { row: places, length } of term.marks)
        for (const place of places.get(text) ?? []) marks.push([spans[place][0], spans[place + length - 1][1]]);
    const merged = [];
    for (const [start, end] of marks.filter(([start]) => start >= 0).sort((a, b) => a[0] - b[0])) {
      const last = merged.at(-1);
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else merged.push([start, end]);
    }
    return merged;
  };

  // The hits for a query, best first; where there are none, what its known words find.
  function search(query, allowed = () => true) {
    const text = query.slice(0, 300);
    const placed = split(text).filter((each) => each.word).slice(0, 24);
    if (!placed.length || !SIZE) return { hits: [], terms: [] };
    const linked = new Set(placed.slice(1).flatMap((each, at) => (text.slice(placed[at].end, each.start) === "-" ? [at] : [])));
    const terms = termsOf(placed.map((each) => each.word), linked, !/\s$/.test(text));
    const hits = found(terms, allowed);
    const known = terms.filter((term) => isKnown(term) || term.bySynonyms.size);
    const worth = known.length && known.length < terms.length && known.some((term) => term.byWords.size <= 0.1 * SIZE);
    if (hits.length || !worth) return { hits, terms };
    return { hits: [], terms: known, offer: found(known, allowed), without: terms.filter((t) => !known.includes(t)).map((t) => t.word), with: known.map((t) => t.word) };
  }

  window.ladderFind = { entries, search, marksOf };
})();
