import { describe, expect, it } from 'vitest';
import { isThankful } from '../../../../server/core/analysis/reply/thanks.ts';
import { scan } from '../../../../server/core/analysis/text/tokens.ts';

const thankful = (text: string, language: string, negative = false): boolean => isThankful(scan(text), language, negative);

describe('A customer', () => {
  const rows: [language: string, text: string, expected: boolean][] = [
    ['en', 'got my bag, thank you!', true],
    ['en', 'Solved', true],
    ['en', 'It works now, cheers', true],
    ['en', '@haldencare brilliant, much appreciated', true],
    ['en', 'thanks for letting me know', true],
    ['en', 'thank you for making it right', true],
    ['en', 'thanks for leaving us stranded', false],
    ['en', 'thanks for nothing', false],
    ['en', 'thanks a lot for losing my bag', false],
    ['en', 'thank you for ruining our holiday', false],
    ['en', 'no thanks', false],
    ['en', 'please help, thanks in advance', false],
    ['en', 'thanks, but it still does not open', false],
    ['en', 'thanks! and when does it open?', false],
    ['en', 'this is not solved', false],
    ['en', 'I need this fixed', false],
    ['en', 'where is my bag', false],
    ['no', 'funker nå, takk', true],
    ['no', 'Kofferten har kommet!', true],
    ['no', 'takk for at dere hjalp', true],
    ['no', 'takk for ingenting', false],
    ['no', 'på forhånd takk', false],
    ['sv', 'tack, nu funkar det', true],
    ['sv', 'tack på förhand', false],
    ['da', 'tusind tak for hjælpen', true],
    ['da', 'nej tak', false],
    ['de', 'Danke, hat geklappt', true],
    ['de', 'Danke für nichts', false],
    ['de', 'Vielen Dank im Voraus', false],
    ['es', 'ya funciona, muchas gracias', true],
    ['es', 'gracias por nada', false],
    ['pt', 'resolvido, obrigada', true],
    ['pt', 'obrigado por nada', false],
    ['fr', 'merci, tout est réglé', true],
    ['fr', 'merci pour la réponse', true],
    ['fr', "merci d'avance", false],
    ['it', 'grazie, ora funziona', true],
    ['it', 'grazie di niente', false],
    ['nl', 'bedankt, het werkt weer', true],
    ['nl', 'bij voorbaat dank', false],
    ['pl', 'dziękuję, już działa', true],
    ['pl', 'z góry dziękuję', false],
    ['ja', '解決しました、ありがとうございます', true],
    ['ja', 'まだ届いていません', false],
    ['xx', '', false],
  ];
  for (const [language, text, expected] of rows) {
    it(`${expected ? 'thanks us' : 'does not thank us'} (${language}): "${text}"`, () => expect(thankful(text, language)).toBe(expected));
  }

  it('who sounds cross means no thanks', () => expect(thankful('thank you', 'en', true)).toBe(false));
  it('who sounds cross may still say that it is settled', () => expect(thankful('my suitcase arrived today', 'en', true)).toBe(true));
});
