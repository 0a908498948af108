package io.bellwether.sentiment;

/** Sums the weights of a message's features. Allocates nothing but the result, whatever the length of the message. */
final class LinearScorer implements SentimentScorer {
    private final SentimentModel model;
    private final Reader reader = new Reader(false);
    private final double[] classes = new double[3];

    LinearScorer(SentimentModel model) {
        this.model = model;
    }

    @Override
    public Sentiment score(String text, String languageHint) {
        if (text == null || text.isEmpty()) {
            return Sentiment.UNSCORED;
        }
        Language language = reader.read(text, languageHint);
        if (language == null) {
            return Sentiment.UNSCORED;
        }
        sum(reader.features, language);
        return new Sentiment(true, classes[2] - classes[0], classes[0], classes[1], classes[2], language.code());
    }

    private void sum(Features features, Language language) {
        Meanings meanings = model.meanings;
        int[] hashes = features.hashes;
        long sum = 0;
        for (int i = 0; i < features.size; i++) {
            sum += model.meaning(hashes[i]);
        }
        double share = Reader.share(features.size);
        model.calibrations
                .of(language)
                .apply(meanings.polarity(sum) * share, meanings.neutrality(sum) * share, classes);
    }
}
