package io.bellwether.command;

import io.bellwether.job.RuleFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** Files and folders that no command can use, and which of them each kind of argument has to refuse. */
final class BadInputs {

    /** What can be wrong with what an argument names. */
    enum Bad {
        MISSING,
        FOLDER,
        FILE,
        BELOW_A_FILE,
        LOOP,
        DENIED,
        EMPTY,
        BINARY,
        GBK,
        WRONG_YAML,
        UNKNOWN_KEY,
        NOT_GZIP,
        CUT_GZIP,
        FULL_DISK,
        RULES_IN_GBK,
        RULES_BINARY,
        RULES_WRONG_YAML,
        POLICIES_IN_GBK,
        POLICIES_WRONG_YAML,
        ROUTING_IN_GBK,
        ROUTING_WRONG_YAML;

        boolean canBeMade() {
            return switch (this) {
                case FULL_DISK -> Files.exists(Path.of("/dev/full"));
                // whoever may read everything is refused nothing
                case DENIED -> !"root".equals(System.getProperty("user.name"));
                default -> true;
            };
        }
    }

    private static final Set<Bad> ANY_INPUT =
            EnumSet.of(Bad.MISSING, Bad.FOLDER, Bad.BELOW_A_FILE, Bad.LOOP, Bad.DENIED);

    /** What an argument names. */
    enum Kind {
        /** Its lines may be anything: they are then rejected, each with its reason, and that is no failure. */
        EVENTS(ANY_INPUT, Bad.NOT_GZIP, Bad.CUT_GZIP),
        /** The story of a case that nothing tells of. */
        EVENTS_OF_ONE_CASE(ANY_INPUT, Bad.NOT_GZIP, Bad.CUT_GZIP, Bad.EMPTY, Bad.BINARY),
        SERIES(ANY_INPUT, Bad.EMPTY, Bad.BINARY, Bad.GBK, Bad.NOT_GZIP, Bad.CUT_GZIP),
        /** None may stand in it. */
        INCIDENTS(ANY_INPUT, Bad.BINARY, Bad.GBK, Bad.NOT_GZIP, Bad.CUT_GZIP),
        SETTINGS(ANY_INPUT, Bad.GBK, Bad.BINARY, Bad.WRONG_YAML, Bad.UNKNOWN_KEY),
        POLICIES(ANY_INPUT, Bad.GBK, Bad.BINARY, Bad.WRONG_YAML, Bad.UNKNOWN_KEY),
        /** Rules, policies and routes. */
        RULES_AND_ROUTES(
                EnumSet.of(Bad.MISSING, Bad.FILE, Bad.LOOP),
                Bad.RULES_IN_GBK,
                Bad.RULES_BINARY,
                Bad.RULES_WRONG_YAML,
                Bad.POLICIES_IN_GBK,
                Bad.POLICIES_WRONG_YAML,
                Bad.ROUTING_IN_GBK,
                Bad.ROUTING_WRONG_YAML),
        /** Where only cases are folded. */
        POLICIES_OF_A_FOLDER(EnumSet.of(Bad.MISSING, Bad.FILE, Bad.LOOP), Bad.POLICIES_IN_GBK, Bad.POLICIES_WRONG_YAML),
        /** Of a day that nobody names nothing has to be said. */
        CALENDAR(ANY_INPUT, Bad.BINARY, Bad.GBK, Bad.WRONG_YAML, Bad.UNKNOWN_KEY),
        TOPICS(ANY_INPUT, Bad.EMPTY, Bad.BINARY, Bad.GBK, Bad.WRONG_YAML, Bad.UNKNOWN_KEY),
        CORPUS(ANY_INPUT, Bad.EMPTY, Bad.BINARY, Bad.GBK, Bad.NOT_GZIP, Bad.CUT_GZIP),
        MODEL(ANY_INPUT, Bad.EMPTY, Bad.BINARY),
        VOCABULARY(ANY_INPUT, Bad.EMPTY, Bad.BINARY, Bad.GBK),
        /** The folder that a replay wrote. */
        REPLAYED(EnumSet.of(Bad.MISSING, Bad.FOLDER, Bad.FILE, Bad.BELOW_A_FILE, Bad.LOOP)),
        OUTPUT_FILE(EnumSet.of(Bad.FOLDER, Bad.BELOW_A_FILE, Bad.LOOP), Bad.FULL_DISK),
        OUTPUT_FOLDER(EnumSet.of(Bad.FILE, Bad.BELOW_A_FILE, Bad.LOOP));

        private final Set<Bad> bad;

        Kind(Set<Bad> first, Bad... more) {
            this.bad = EnumSet.copyOf(first.isEmpty() ? EnumSet.noneOf(Bad.class) : first);
            this.bad.addAll(List.of(more));
        }

        Set<Bad> bad() {
            return bad;
        }
    }

    private final Path folder;

    BadInputs(Path folder) {
        this.folder = folder;
    }

    /** Makes it and gives what an argument would name. */
    Path make(Bad bad) {
        try {
            return switch (bad) {
                case MISSING -> folder.resolve("没有.yaml");
                case FOLDER -> Files.createDirectories(folder.resolve("ordner.yaml"));
                case FILE -> Files.writeString(folder.resolve("datei"), "x\n");
                case BELOW_A_FILE ->
                    Files.writeString(folder.resolve("oben"), "x\n").resolve("unten");
                case LOOP -> Files.createSymbolicLink(folder.resolve("kreis"), folder.resolve("kreis"));
                case DENIED -> denied(Files.writeString(folder.resolve("geheim"), "x\n"));
                case EMPTY -> Files.writeString(folder.resolve("leer"), "");
                case BINARY -> Files.write(folder.resolve("binaer"), noise());
                case GBK -> Files.write(folder.resolve("gbk.yaml"), gbk());
                case WRONG_YAML -> Files.writeString(folder.resolve("falsch.yaml"), "window: [10s\n");
                case UNKNOWN_KEY -> Files.writeString(folder.resolve("unbekannt.yaml"), "colour: blue\n");
                case NOT_GZIP -> Files.writeString(folder.resolve("kein.gz"), "nothing of gzip\n");
                case CUT_GZIP -> Files.write(folder.resolve("ab.gz"), cut());
                case FULL_DISK -> Path.of("/dev/full");
                case RULES_IN_GBK -> inFolder("queues.yaml", gbk());
                case RULES_BINARY -> inFolder("queues.yaml", noise());
                case RULES_WRONG_YAML -> inFolder("queues.yaml", "rules: [{uid: a".getBytes(StandardCharsets.UTF_8));
                case POLICIES_IN_GBK -> inFolder(RuleFolder.POLICY_FILE, gbk());
                case POLICIES_WRONG_YAML ->
                    inFolder(RuleFolder.POLICY_FILE, "policies: [{".getBytes(StandardCharsets.UTF_8));
                case ROUTING_IN_GBK -> inFolder("alert-routing.yaml", gbk());
                case ROUTING_WRONG_YAML ->
                    inFolder("alert-routing.yaml", "receivers: [{".getBytes(StandardCharsets.UTF_8));
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path inFolder(String name, byte[] bytes) throws IOException {
        Path rules = Files.createDirectories(folder.resolve("regeln"));
        Files.write(rules.resolve(name), bytes);
        return rules;
    }

    /** What the message has to name: of a folder the file in it. */
    static String named(Bad bad, Path path) {
        return switch (bad) {
            case RULES_IN_GBK, RULES_BINARY, RULES_WRONG_YAML -> "queues.yaml";
            case POLICIES_IN_GBK, POLICIES_WRONG_YAML -> RuleFolder.POLICY_FILE;
            case ROUTING_IN_GBK, ROUTING_WRONG_YAML -> "alert-routing.yaml";
            case BELOW_A_FILE -> path.getParent().toString();
            default -> path.toString();
        };
    }

    private static Path denied(Path file) {
        if (!file.toFile().setReadable(false) || !file.toFile().setWritable(false)) {
            throw new IllegalStateException("permissions cannot be taken away from " + file);
        }
        return file;
    }

    private static byte[] gbk() {
        return "rules:\n  - title: 排队太久\n".getBytes(Charset.forName("GBK"));
    }

    private static byte[] noise() {
        byte[] bytes = new byte[4096];
        new Random(17).nextBytes(bytes);
        return bytes;
    }

    private static byte[] cut() throws IOException {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(noise());
        }
        return Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2);
    }
}
