package io.bellwether.console;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** The files of the page: those that are listed here, and no others. Kept in memory, plain and compressed. */
final class Assets {

    private static final List<String> OWN = List.of(
            "index.html",
            "console.css",
            "app.js",
            "words.js",
            "format.js",
            "store.js",
            "rows.js",
            "wallboard.js",
            "clocks.js",
            "alerts.js",
            "case.js",
            "plan.js",
            "chart.js",
            "rules.js",
            "editor.js",
            "trial.js",
            "icon.svg");
    private static final String CHARTS = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private record Asset(String type, byte[] plain, byte[] zipped, String tag) {}

    private final Map<String, Asset> byPath = new HashMap<>();

    Assets() {
        OWN.forEach(name -> add("/" + name, "web/" + name));
        add("/uplot.js", CHARTS + "uPlot.esm.js");
        add("/uplot.css", CHARTS + "uPlot.min.css");
        byPath.put("/", byPath.get("/index.html"));
    }

    private void add(String path, String resource) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("resource " + resource + " is missing from the class path");
            }
            byte[] plain = in.readAllBytes();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(plain);
            byPath.put(
                    path,
                    new Asset(
                            TYPES.get(path.substring(path.lastIndexOf('.') + 1)),
                            plain,
                            zipped(plain),
                            '"' + HexFormat.of().formatHex(digest, 0, 8) + '"'));
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + resource + " cannot be read", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Its paths. */
    List<String> paths() {
        return List.copyOf(byPath.keySet());
    }

    void answer(Context context) {
        Asset asset = byPath.get(context.path());
        if (asset == null) {
            // a path that ends in a slash is led here, too
            throw new NotFoundResponse();
        }
        context.header("Cache-Control", "no-cache").header("ETag", asset.tag());
        if (asset.tag().equals(context.header("If-None-Match"))) {
            context.status(304);
            return;
        }
        context.contentType(asset.type());
        send(context, asset.plain(), asset.zipped());
    }

    /** Compressed where the browser takes that. */
    static void send(Context context, byte[] plain, byte[] zipped) {
        String takes = context.header("Accept-Encoding");
        context.header("Vary", "Accept-Encoding");
        if (takes != null && takes.contains("gzip")) {
            context.header("Content-Encoding", "gzip").result(zipped);
        } else {
            context.result(plain);
        }
    }

    /** Ten megabytes in a tenth of a second rather than in one, and a fifth larger. */
    private static final class QuickZip extends GZIPOutputStream {

        QuickZip(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    static byte[] zipped(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 4);
        try (GZIPOutputStream zip = new QuickZip(out)) {
            zip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("a stream in memory failed", e);
        }
        return out.toByteArray();
    }
}
