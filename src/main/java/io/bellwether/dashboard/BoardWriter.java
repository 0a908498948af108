package io.bellwether.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Writes a dashboard in one language, as Grafana's classic JSON. */
final class BoardWriter {

    private static final int SCHEMA = 41;

    /** The variable of the data source that has the history of alerts; months of it are shown only if somebody asks. */
    private static final String LIVE = "datasource";

    private final Common common;
    private final List<Board> boards;
    private final Board board;
    private final BoardLanguage language;
    private final ZoneId zone;

    /** @param zone whose days and weeks are meant */
    BoardWriter(Common common, List<Board> boards, Board board, BoardLanguage language, ZoneId zone) {
        this.common = common;
        this.boards = boards;
        this.board = board;
        this.language = language;
        this.zone = zone;
    }

    ObjectNode write() {
        ObjectNode json = Json.object();
        json.set("id", JsonNodeFactory.instance.nullNode());
        json.put("uid", board.uid() + language.suffix())
                .put("title", board.title().in(language));
        json.put("description", board.description().in(language));
        json.set("tags", Json.texts(List.of("bellwether", language.code())));
        json.put("schemaVersion", SCHEMA).put("version", 1).put("editable", false);
        json.put("graphTooltip", 1).put("timezone", shownIn()).put("weekStart", "");
        json.put("liveNow", false).put("refresh", board.refresh());
        json.set("time", Json.object().put("from", board.from()).put("to", board.to()));
        json.putObject("timepicker").set("refresh_intervals", Json.texts(board.refreshes()));
        json.set("links", links());
        json.putObject("annotations").set("list", annotations());
        json.putObject("templating").set("list", variables());
        json.set("panels", panels());
        return json;
    }

    /** A board of days is drawn in their zone, so that they begin at midnight; another one in the reader's. */
    private String shownIn() {
        boolean ofDays = board.variables().stream()
                .anyMatch(name -> common.variables().get(name) != null
                        && common.variables().get(name).kind() == Variable.Kind.ZONE);
        return !ofDays ? "browser" : zone.getId().equals("UTC") ? "utc" : zone.getId();
    }

    /** To the others, with what is chosen here. */
    private ArrayNode links() {
        ArrayNode links = Json.array();
        for (Board other : boards) {
            if (!other.equals(board)) {
                links.addObject()
                        .put("type", "link")
                        .put("title", other.title().in(language))
                        .put("url", "/d/" + other.uid() + language.suffix())
                        .put("icon", "dashboard")
                        .put("tooltip", other.description().in(language))
                        .put("includeVars", true)
                        .put("keepTime", keepsTime(other))
                        .put("targetBlank", false)
                        .put("asDropdown", false)
                        .putArray("tags");
            }
        }
        return links;
    }

    /** A time that ends tomorrow leaves half of a board of now empty, and one of weeks is of another store. */
    private boolean keepsTime(Board other) {
        return other.source().equals(board.source()) && other.to().equals(board.to());
    }

    /** What pages somebody is drawn; the rest, of which there may be hundreds, if somebody asks for it. */
    private ArrayNode annotations() {
        ArrayNode list = Json.array();
        if (board.annotated() != null) {
            annotation(list, common.annotation(), "= 'page'", "red")
                    .put("enable", board.source().equals(LIVE));
            annotation(list, common.annotationOfRest(), "!= 'page'", "orange").put("enable", false);
        }
        return list;
    }

    private ObjectNode annotation(ArrayNode list, Bilingual name, String severity, String colour) {
        String query = "SELECT \"title\", \"text\", \"rule\", \"severity\", \"queue\" FROM \"alert_events\""
                + " WHERE $timeFilter AND \"transition\" = 'firing' AND \"shadow\" != 'true' AND \"severity\" "
                + severity;
        if (!board.annotated().isEmpty()) {
            query += " AND \"%1$s\" =~ /^$%1$s$/".formatted(board.annotated());
        }
        ObjectNode alerts = list.addObject().put("name", name.in(language));
        alerts.put("hide", false).put("iconColor", colour);
        alerts.set("datasource", Json.source(LIVE));
        alerts.put("fromAnnotations", true).put("query", query);
        alerts.put("titleColumn", "title").put("textColumn", "text");
        return alerts.put("tagsColumn", "rule,severity,queue").put("timeEndColumn", "");
    }

    private ArrayNode variables() {
        ArrayNode list = Json.array();
        for (String name : board.variables()) {
            Variable variable = common.variables().get(name);
            if (variable == null) {
                throw new IllegalStateException(board.name() + ".yaml: common.yaml has no variable " + name);
            }
            ObjectNode json = list.addObject()
                    .put("name", name)
                    .put("label", variable.label().in(language));
            switch (variable.kind()) {
                case DATASOURCE -> source(variable, json);
                case QUERY -> query(variable, json);
                case CHOICE -> choice(variable, json);
                case ZONE -> zone(json);
            }
        }
        return list;
    }

    private static void source(Variable variable, ObjectNode json) {
        json.put("type", "datasource").put("query", "influxdb").put("regex", variable.regex());
        json.set("current", current(variable.text(), variable.value()));
        json.put("refresh", 1).put("hide", 0).put("multi", false).put("includeAll", false);
        json.putArray("options");
    }

    private void zone(ObjectNode json) {
        json.put("type", "constant").put("query", zone.getId()).put("hide", 2).put("skipUrlSync", true);
        json.set("current", current(zone.getId(), zone.getId()));
        json.putArray("options");
    }

    private static ObjectNode current(String text, String value) {
        return Json.object().put("selected", true).put("text", text).put("value", value);
    }

    private void query(Variable variable, ObjectNode json) {
        json.put("type", "query").set("datasource", Json.source(board.source()));
        json.put("query", variable.query());
        json.put("multi", true).put("includeAll", true).put("allValue", ".*");
        ObjectNode current = json.putObject("current").put("selected", true);
        current.set("text", Json.texts(List.of("All")));
        current.set("value", Json.texts(List.of("$__all")));
        json.put("refresh", 2).put("sort", 1).put("hide", 0);
        json.putArray("options");
    }

    private void choice(Variable variable, ObjectNode json) {
        List<String> values = values(variable);
        List<String> written = new ArrayList<>();
        ArrayNode options = Json.array();
        for (String value : values) {
            String text = text(variable, value);
            written.add(text.equals(value) ? value : text + " : " + value);
            options.addObject()
                    .put("selected", options.size() == 1)
                    .put("text", text)
                    .put("value", value);
        }
        json.put("type", "custom").put("query", String.join(",", written));
        json.set("current", current(text(variable, values.get(0)), values.get(0)));
        json.set("options", options);
        json.put("multi", false).put("includeAll", false).put("hide", 0);
    }

    private List<String> values(Variable variable) {
        return variable.values().isEmpty()
                ? List.copyOf(common.names().get(variable.names()).keySet())
                : variable.values();
    }

    private String text(Variable variable, String value) {
        return variable.names().isEmpty()
                ? value
                : common.names().get(variable.names()).get(value).in(language);
    }

    private ArrayNode panels() {
        ArrayNode panels = Json.array();
        PanelWriter writer = new PanelWriter(common, board, language);
        Layout screen = new Layout(0);
        board.panels().forEach(panel -> panels.add(writer.write(panel, screen)));
        int y = screen.bottom();
        for (Board.Row row : board.rows()) {
            ObjectNode json = panels.addObject().put("id", writer.nextId()).put("type", "row");
            json.put("title", row.title().in(language)).put("collapsed", true);
            json.set("gridPos", Layout.at(0, y, Layout.COLUMNS, 1));
            ArrayNode within = json.putArray("panels");
            Layout below = new Layout(y + 1);
            row.panels().forEach(panel -> within.add(writer.write(panel, below)));
            y++;
        }
        return panels;
    }
}
