package io.bellwether.dashboard;

import io.bellwether.yaml.YamlMap;

/** A text in each language. */
record Bilingual(String en, String zh) {

    static final Bilingual NONE = new Bilingual("", "");

    /** The text of a key that must be there. */
    static Bilingual required(YamlMap map, String key) {
        if (!map.has(key)) {
            map.error(key, "missing; write {en: …, zh: …}");
        }
        return of(map, key);
    }

    /** A mapping {@code {en: …, zh: …}}, or one text for both, such as an abbreviation; none where the key is missing. */
    static Bilingual of(YamlMap map, String key) {
        if (!map.has(key)) {
            return NONE;
        }
        if (!map.isMap(key)) {
            String both = map.text(key, "");
            return new Bilingual(both, both);
        }
        YamlMap texts = map.map(key);
        Bilingual words = of(texts);
        texts.done();
        return words;
    }

    static Bilingual of(YamlMap texts) {
        return new Bilingual(texts.required("en", "the English text"), texts.required("zh", "the Chinese text"));
    }

    String in(BoardLanguage language) {
        return language == BoardLanguage.EN ? en : zh;
    }

    boolean isEmpty() {
        return en.isEmpty();
    }
}
