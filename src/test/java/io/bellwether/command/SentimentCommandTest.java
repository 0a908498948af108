package io.bellwether.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.Bellwether;
import io.bellwether.sentiment.Corpus;
import io.bellwether.sentiment.TrainingTest;
import io.bellwether.sentiment.onnx.OnnxSettings;
import io.bellwether.sentiment.onnx.TinyModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentimentCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void scoresAndShowsWhatDecided() {
        assertThat(run("score", "质量太差了，我要退款")).isZero();
        assertThat(out.toString()).contains("negative", "language  zh", "topics    product", "decided", "差");
    }

    /** The topics that are counted, be they the bundled ones or those of a file, whether the model can read the message or not. */
    @Test
    void showsTheTopicsThatAreCounted() throws IOException {
        Path topics = Files.writeString(folder.resolve("own.yaml"), """
                version: "2026-11"
                topics:
                  returns: {words: {en: [send it back], zh: [退货]}}
                  thanks: {words: {en: [thank you], de: [dank*]}}
                  numbers: {words: {zh: ["12345"]}}
                """);
        assertThat(topics(topics, "Thank you, I'll send it back")).isEqualTo("topics    returns, thanks");
        assertThat(topics(topics, "Das Paket kam an, danke")).isEqualTo("topics    thanks");
        assertThat(topics(topics, "质量太差了，我要退款")).isEqualTo("topics    none");
        assertThat(topics(topics, "12345")).as("unscored").isEqualTo("topics    numbers");
        assertThat(topics(null, "the parcel came broken and nobody answers"))
                .isEqualTo("topics    product, logistics, complaint");
        assertThat(run("score", "x", "--topics", "none.yaml")).isEqualTo(2);
        assertThat(err.toString()).contains("none.yaml", "there is no such file");
    }

    private String topics(Path file, String text) {
        out.getBuffer().setLength(0);
        assertThat(file == null ? run("score", text) : run("score", text, "--topics", file.toString()))
                .isZero();
        return out.toString()
                .lines()
                .filter(line -> line.startsWith("topics"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void saysUnscoredWhereItCannotRead() {
        assertThat(run("score", "12345")).isZero();
        assertThat(out.toString()).startsWith("unscored").doesNotContain("score ");
    }

    @Test
    void evaluatesToOneJsonObject() throws IOException {
        Path data = write("a.tsv", List.of("zh\tpositive\ts\t非常好，谢谢", "zh\tnegative\ts\t太差了，垃圾"));
        assertThat(run("eval", "--data", data.toString(), "--json")).isZero();
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.get("n").asInt()).isEqualTo(2);
        assertThat(json.get("accuracy").asDouble()).isEqualTo(1);
        assertThat(json.get("macro_f1").asDouble()).isEqualTo(1);
        assertThat(json.get("macro_recall").asDouble()).isEqualTo(1);
        assertThat(json.get("per_class").fieldNames()).toIterable().containsExactly("negative", "positive");
        assertThat(json.get("calibration").get("bins").size()).isPositive();
    }

    @Test
    void evaluatesToATable() throws IOException {
        Path data = write("a.tsv", List.of("en\tneutral\ts\twhere is it", "en\tnegative\ts\tawful"));
        assertThat(run("eval", "--data", data.toString())).isZero();
        assertThat(out.toString()).contains("accuracy", "neutral", "calibration");
    }

    @Test
    void trainsAModelThatEvalCanUse() throws IOException {
        List<String> lines = TrainingTest.corpus().stream()
                .map(m -> String.join("\t", m.language(), m.label().label(), m.source(), m.text()))
                .collect(Collectors.toList());
        Path data = write("train.tsv", lines);
        Path model = folder.resolve("own.model");
        String date = "2026-01-31";
        assertThat(run("train", "--data", data.toString(), "--out", model.toString(), "--date", date))
                .isZero();
        assertThat(err.toString()).contains("epoch 1 of 7");
        assertThat(Files.readString(folder.resolve("own.model.card.md"))).contains(date, "made-up", "300");
        assertThat(run("eval", "--data", data.toString(), "--model", model.toString(), "--json"))
                .isZero();
    }

    @Test
    void aHeavierModelIsMeasuredByTheSameCommands() throws Exception {
        TinyModel.requireRuntime();
        OnnxSettings tiny = TinyModel.in(folder);
        String[] onnx = {
            "--onnx", tiny.model(), "--vocabulary", tiny.vocabulary(), "--labels", "negative,neutral,positive"
        };
        assertThat(run(with(onnx, "score", "--lang", "en", "thank you, lovely delivery, meh")))
                .isZero();
        assertThat(out.toString())
                .startsWith("neutral  score +0.00  ")
                .contains("language  en", "topics    logistics", "decided by the heavier model");
        out.getBuffer().setLength(0);
        Path data = write("a.tsv", List.of("en\tneutral\ts\tfantastic, meh", "en\tnegative\ts\tlovely, bad"));
        assertThat(run(with(onnx, "eval", "--json", "--data", data.toString()))).isZero();
        assertThat(new ObjectMapper().readTree(out.toString()).get("accuracy").asDouble())
                .isEqualTo(1);

        assertThat(run("score", "x", "--onnx", tiny.model())).isEqualTo(2);
        assertThat(err.toString()).contains("--vocabulary").contains("--labels");
        onnx[5] = "LABEL_0,LABEL_1";
        assertThat(run(with(onnx, "score", "x"))).isEqualTo(2);
        assertThat(err.toString()).contains("'LABEL_0' is none of negative, neutral, positive");
        onnx[5] = "negative,neutral,positive";
        assertThat(run(with(onnx, "score", "x", "--languages", "en,jp"))).isEqualTo(2);
        assertThat(err.toString()).contains("--languages: must be of [zh, en, ").contains("not [en, jp]");
        assertThat(run(with(onnx, "score", "x", "--max-tokens", "2"))).isEqualTo(2);
        assertThat(err.toString()).contains("--max-tokens must be 3 or more");
        onnx[5] = "negative,positive";
        assertThat(run(with(onnx, "score", "x"))).isEqualTo(2);
        assertThat(err.toString()).contains("it has 3 outputs, but labels names 2");
    }

    private static String[] with(String[] options, String... command) {
        return Stream.concat(Stream.of(command), Stream.of(options)).toArray(String[]::new);
    }

    @Test
    void leavesOutWhatItIsMeasuredOnAndSaysSoOnTheCard() throws IOException {
        List<String> lines = TrainingTest.corpus().stream()
                .map(m -> String.join("\t", m.language(), m.label().label(), m.source(), m.text()))
                .collect(Collectors.toList());
        Path measured = write("measured.tsv", lines.subList(0, 20));
        lines.add("en\tpositive\tcopied\t" + lines.get(0).split("\t")[3].toUpperCase(java.util.Locale.ROOT) + " !!!");
        lines.add("en\tpositive\tcopied\tnobody else wrote this");
        Path data = write("train.tsv", lines);
        Path model = folder.resolve("own.model");
        assertThat(run(
                        "train",
                        "--data",
                        data.toString(),
                        "--exclude",
                        measured.toString(),
                        "--licence",
                        "copied=CC0",
                        "--out",
                        model.toString()))
                .isZero();
        String card = Files.readString(folder.resolve("own.model.card.md"));
        assertThat(card).contains("| copied | en | 0 | 0 | 1 | 1 | CC0 |").contains("| measured.tsv | 20 | ");
        assertThat(card).doesNotContain("| made-up | en | 0 |");
        assertThat(out.toString()).contains(" left out");
    }

    @Test
    void namesFileAndLineOfWhatIsWrong() throws IOException {
        Path data = write("bad.tsv", List.of("zh\tgreat\ts\tx"));
        assertThat(run("eval", "--data", data.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("bad.tsv: line 2", "'great'");
        assertThat(run("eval", "--data", folder.resolve("none.tsv").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("none.tsv: there is no such file");
        assertThat(run("score", "x", "--model", data.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("bad.tsv: this is no sentiment model");
    }

    @Test
    void wrongUsageIsTwoAndHelpTeaches() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("eval")).isEqualTo(2);
        assertThat(run("train", "--help")).isZero();
        assertThat(out.toString()).contains("Examples:", "lang label source text");
    }

    private Path write(String name, List<String> lines) throws IOException {
        return Files.writeString(folder.resolve(name), Corpus.HEADER + "\n" + String.join("\n", lines) + "\n");
    }

    private int run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("sentiment"));
        command.addAll(List.of(arguments));
        return Bellwether.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(command.toArray(String[]::new));
    }
}
