package io.bellwether.command;

import io.bellwether.sentiment.Explanation;
import io.bellwether.sentiment.Sentiment;
import io.bellwether.sentiment.Topic;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bellwether sentiment score}: one message, its score and what in it decided. */
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        description = {
            "Score one message and show what in it decided.",
            "The weights under `decided` are the parts of the text that pull most towards positive (+) or negative (-);"
                    + " parts that overlap are counted once each.",
        },
        footer = {
            "",
            "Examples:",
            "  bellwether sentiment score \"质量太差了，我要退款\"",
            "  bellwether sentiment score --lang fr \"Livraison rapide, merci !\"",
            "",
            "A message without letters or in a language that the model does not know is `unscored`.",
            "Exit code 0: answered (also where unscored); 2: wrong usage, or a model that cannot be read.",
        })
final class SentimentScoreCommand implements Callable<Integer> {
    private static final int SHOWN = 8;

    @Parameters(paramLabel = "TEXT", description = "The message.")
    private String text;

    @Option(names = "--lang", paramLabel = "LANG", description = "Its language, e.g. zh, en-GB; guessed without.")
    private String language;

    @Mixin
    private ModelOptions models;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (ModelOptions.Chosen chosen = models.open()) {
            show(chosen);
            return 0;
        }
    }

    private void show(ModelOptions.Chosen chosen) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Sentiment sentiment = chosen.scorer().score(text, language);
        chosen.requireAnswers();
        if (!sentiment.scored()) {
            out.println("unscored: no letters, or a language that the model does not know");
            out.flush();
            return;
        }
        out.printf(
                Locale.ROOT,
                "%s  score %+.2f  (negative %.2f, neutral %.2f, positive %.2f)%n",
                sentiment.polarity().label(),
                sentiment.score(),
                sentiment.negative(),
                sentiment.neutral(),
                sentiment.positive());
        out.println("language  " + sentiment.language());
        out.println("topics    " + (sentiment.topics().isEmpty() ? "none" : topics(sentiment)));
        out.println(chosen.heavierAnswered() ? "decided by the heavier model; the linear one looks at" : "decided");
        for (Explanation.Part part : Explanation.of(chosen.linear(), text, language, SHOWN)) {
            out.printf(Locale.ROOT, "  %+.2f  %s%n", part.weight(), part.text());
        }
        out.flush();
    }

    private static String topics(Sentiment sentiment) {
        StringBuilder names = new StringBuilder();
        for (Topic topic : sentiment.topics()) {
            names.append(names.length() == 0 ? "" : ", ").append(topic.name().toLowerCase(Locale.ROOT));
        }
        return names.toString();
    }
}
