package io.bellwether.yaml;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserException;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.scanner.ScannerException;

/**
 * A file that is being read and the list that every complaint about it goes to. Only the library's node graph is used: no
 * object is ever constructed from tags.
 *
 * @param texts what a value means, by what is written; throws {@link IllegalArgumentException} with what is wrong
 */
record YamlFile(String name, List<YamlProblem> problems, UnaryOperator<String> texts) {

    private static final int MAX_ALIASES = 50;
    private static final int MAX_DEPTH = 32;

    /** The document's root node, an empty mapping where it is empty; null where it is not YAML, which was complained about. */
    Node compose(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(MAX_ALIASES);
        options.setNestingDepthLimit(MAX_DEPTH);
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            return root == null ? nothing(new Mark(name, 0, 0, 0, new int[0], 0)) : root;
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            complain(mark == null ? 0 : mark.getLine() + 1, mark == null ? 0 : mark.getColumn() + 1, "", words(e));
        } catch (ReaderException e) {
            int before = Math.min(e.getPosition(), text.length());
            int line = (int) text.substring(0, before)
                            .chars()
                            .filter(c -> c == '\n')
                            .count()
                    + 1;
            complain(line, 0, "", String.format("not YAML: the character U+%04X is not allowed", e.getCodePoint()));
        } catch (YAMLException e) {
            complain(0, 0, "", "not YAML: " + e.getMessage().lines().findFirst().orElse("it cannot be read"));
        }
        return null;
    }

    /** An empty mapping. */
    static Node nothing(Mark at) {
        return new MappingNode(Tag.MAP, true, new ArrayList<>(), at, at, DumperOptions.FlowStyle.AUTO);
    }

    /** The file may hold secrets, so the library is quoted only where it does not quote the file itself. */
    private static String words(MarkedYAMLException e) {
        if (e.getContext() != null && e.getContext().contains("single document")) {
            return "a second document begins here (---); write each into a file of its own";
        }
        boolean quotesTheFile = !(e instanceof ScannerException || e instanceof ParserException)
                || e.getProblem().contains("handle");
        return "not YAML: "
                + (quotesTheFile ? "an alias, anchor or tag that cannot be used" : e.getProblem())
                + "; look at indentation, quotes and brackets up to here";
    }

    void complain(Node where, String field, String message) {
        Mark mark = where.getStartMark();
        complain(mark.getLine() + 1, mark.getColumn() + 1, field, message);
    }

    /** Of what works and is probably not meant. */
    void warn(Node where, String field, String message) {
        Mark mark = where.getStartMark();
        add(new YamlProblem(name, mark.getLine() + 1, mark.getColumn() + 1, field, false, message));
    }

    private void complain(int line, int column, String field, String message) {
        add(new YamlProblem(name, line, column, field, true, message));
    }

    /** A value may be looked at more than once; what is wrong with it is said once. */
    private void add(YamlProblem problem) {
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }
}
