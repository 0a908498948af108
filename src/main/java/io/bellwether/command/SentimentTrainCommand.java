package io.bellwether.command;

import io.bellwether.file.OutputFile;
import io.bellwether.sentiment.Corpus;
import io.bellwether.sentiment.Evaluation;
import io.bellwether.sentiment.HeldOutTexts;
import io.bellwether.sentiment.ModelCard;
import io.bellwether.sentiment.ModelFile;
import io.bellwether.sentiment.Recipe;
import io.bellwether.sentiment.SentimentModel;
import io.bellwether.sentiment.SentimentScorer;
import io.bellwether.sentiment.Training;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bellwether sentiment train}: labelled messages to a model file and its card. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = {
            "Train a model from labelled messages.",
            "Input is TSV, plain or .gz, with the header `lang label source text` (tabs between); label is negative,"
                    + " neutral or positive. Sources without neutral messages teach polarity alone.",
            "Messages whose text also stands in a file of --exclude are not learned; the model is measured on those files"
                    + " and the scores go to the card.",
            "The same data in the same order, seed and options give the same bytes.",
        },
        footer = {
            "",
            "Examples:",
            "  bellwether sentiment train --data shop.tsv.gz tweets.tsv.gz --out my.model \\",
            "      --date 2026-11-01",
            "  bellwether sentiment train --data *.train.tsv.gz --exclude *.val.tsv.gz \\",
            "      --weight chatbot=0.3 --out my.model",
            "",
            "Beside the model a card is written, my.model.card.md: data, licences, scores, recipe, date.",
            "Exit code 0: written; 2: wrong usage, or a file that cannot be read or written.",
        })
final class SentimentTrainCommand implements Callable<Integer> {
    @Option(names = "--data", required = true, arity = "1..*", paramLabel = "FILE", description = "Labelled messages.")
    private List<Path> data;

    @Option(
            names = "--exclude",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Labelled messages to measure with and never to learn, whatever set they also stand in.")
    private List<Path> exclude = List.of();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where the model goes.")
    private Path out;

    @Option(names = "--seed", defaultValue = "7", description = "Order of the messages (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--date", paramLabel = "DATE", description = "Date for the card; the clock is never asked.")
    private String date;

    @Option(
            names = "--weight",
            paramLabel = "SOURCE=W",
            description = "Weight of a source, 1 by default; below 1 for noisy labels, 0 to leave it out.")
    private Map<String, Double> weights = Map.of();

    @Option(names = "--licence", paramLabel = "SOURCE=TEXT", description = "Licence of a source, for the card.")
    private Map<String, String> licences = Map.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        train();
        return 0;
    }

    private void train() throws IOException {
        OutputFile.require(out);
        Map<String, List<Corpus.Message>> measured = new LinkedHashMap<>();
        HeldOutTexts heldOut = new HeldOutTexts();
        for (Path file : exclude) {
            List<Corpus.Message> messages = Corpus.read(file);
            heldOut.add(messages);
            measured.put(file.getFileName().toString(), messages);
        }
        List<Corpus.Message> messages = new ArrayList<>();
        for (Path file : data) {
            messages.addAll(heldOut.without(Corpus.read(file)));
        }
        Recipe recipe = Recipe.standard(seed, new TreeMap<>(weights));
        byte[] bytes = ModelFile.write(new Training(recipe, this::progress).train(messages));
        OutputFile.write(out, bytes);
        Map<String, Evaluation> scores = measure(measured);
        ModelCard card = new ModelCard(date, recipe, bytes.length, messages, heldOut.leftOut(), licences, scores);
        OutputFile.write(Path.of(out + ".card.md"), card.text());
        int leftOut = heldOut.leftOut().values().stream().mapToInt(i -> i).sum();
        PrintWriter console = spec.commandLine().getOut();
        console.printf(
                Locale.ROOT,
                "%s: %,d bytes from %,d messages, %,d left out%n",
                out,
                bytes.length,
                messages.size(),
                leftOut);
        console.flush();
    }

    private Map<String, Evaluation> measure(Map<String, List<Corpus.Message>> sets) throws IOException {
        SentimentScorer scorer = SentimentModel.load(out).scorer();
        Map<String, Evaluation> scores = new LinkedHashMap<>();
        sets.forEach((name, messages) -> scores.put(name, Evaluation.of(scorer, messages)));
        return scores;
    }

    private void progress(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }
}
