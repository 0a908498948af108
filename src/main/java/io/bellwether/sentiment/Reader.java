package io.bellwether.sentiment;

/** From text to features: the one way that training, scoring and explaining share. */
final class Reader {
    final NormalText text = new NormalText();
    final Tokens tokens = new Tokens();
    final Features features;

    private final LanguageGuess guess = new LanguageGuess();
    private final FeatureExtractor extractor;

    /** @param places keep where each feature came from */
    Reader(boolean places) {
        features = new Features(places);
        extractor = new FeatureExtractor(features);
    }

    /** The language of the message, its features being in {@link #features}; null where it cannot be scored. */
    Language read(String message, String languageHint) {
        features.clear();
        text.read(message);
        tokens.read(text);
        Language language = guess.guess(text, tokens, languageHint);
        if (language != null) {
            extractor.extract(text, tokens, language.ordinal());
        }
        return language;
    }

    /** What one feature counts: messages weigh alike, however long. */
    static double share(int features) {
        return 1 / Math.sqrt(features);
    }
}
