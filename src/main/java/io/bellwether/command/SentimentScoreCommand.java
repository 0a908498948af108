package io.bellwether.command;

import io.bellwether.sentiment.Explanation;
import io.bellwether.sentiment.Sentiment;
import io.bellwether.sentiment.TopicBook;
import io.bellwether.sentiment.TopicException;
import io.bellwether.sentiment.TopicWords;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bellwether sentiment score}: one message, its score, its topics and what in it decided. */
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        description = {
            "Score one message and show what in it decided, and which topics it would count in.",
            "The weights under `decided` are the parts of the text that pull most towards positive (+) or negative (-);"
                    + " parts that overlap are counted once each.",
        },
        footer = {
            "",
            "Examples:",
            "  bellwether sentiment score \"质量太差了，我要退款\"",
            "  bellwether sentiment score --lang fr \"Livraison rapide, merci !\"",
            "  bellwether sentiment score --topics topics.yaml \"I send it back\"",
            "",
            "A message without letters or in a language that the model does not know is `unscored`.",
            "Exit code 0: answered (also where unscored); 2: wrong usage, or a file that cannot be used.",
        })
final class SentimentScoreCommand implements Callable<Integer> {
    private static final int SHOWN = 8;

    @Parameters(paramLabel = "TEXT", description = "The message.")
    private String text;

    @Option(names = "--lang", paramLabel = "LANG", description = "Its language, e.g. zh, en-GB; guessed without.")
    private String language;

    @Option(
            names = "--topics",
            paramLabel = "FILE",
            description = "A file of topics, as the setting topics names one; the bundled topics without.")
    private Path topicFile;

    @Mixin
    private ModelOptions models;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, TopicException {
        TopicBook book = topicFile == null ? TopicBook.bundled() : TopicBook.load(topicFile);
        try (ModelOptions.Chosen chosen = models.open()) {
            show(chosen, book);
            return 0;
        }
    }

    private void show(ModelOptions.Chosen chosen, TopicBook book) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Sentiment sentiment = chosen.scorer().score(text, language);
        chosen.requireAnswers();
        if (sentiment.scored()) {
            score(out, sentiment);
        } else {
            out.println("unscored: no letters, or a language that the model does not know");
        }
        List<String> topics = book.names(new TopicWords(book).of(text));
        out.println("topics    " + (topics.isEmpty() ? "none" : String.join(", ", topics)));
        if (sentiment.scored()) {
            out.println(chosen.heavierAnswered() ? "decided by the heavier model; the linear one looks at" : "decided");
            for (Explanation.Part part : Explanation.of(chosen.linear(), text, language, SHOWN)) {
                out.printf(Locale.ROOT, "  %+.2f  %s%n", part.weight(), part.text());
            }
        }
        out.flush();
    }

    private static void score(PrintWriter out, Sentiment sentiment) {
        out.printf(
                Locale.ROOT,
                "%s  score %+.2f  (negative %.2f, neutral %.2f, positive %.2f)%n",
                sentiment.polarity().label(),
                sentiment.score(),
                sentiment.negative(),
                sentiment.neutral(),
                sentiment.positive());
        out.println("language  " + sentiment.language());
    }
}
