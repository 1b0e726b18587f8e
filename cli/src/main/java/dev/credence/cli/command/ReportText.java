package dev.credence.cli.command;

import dev.credence.storage.LedgerEntry;
import dev.credence.storage.ViewInfo;
import dev.credence.storage.ViewReport;
import dev.credence.storage.ViewReport.CodecFigures;
import dev.credence.storage.ViewReport.Index;
import dev.credence.storage.WriteBatch.Position;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;

/** An inspected file for people. */
record ReportText(ViewReport report, PrintWriter out) {

    void print() {
        head();
        ViewInfo view = report.view();
        if (view != null) {
            view(view);
        }
        tables();
        indexes();
        if (view != null) {
            codecs();
            ledger();
            positions();
        }
    }

    private void head() {
        ViewReport.Pages pages = report.pages();
        line("file", report.file());
        line(
                "kind",
                String.format(Locale.ROOT, "application_id 0x%08X", report.applicationId())
                        + (report.isView() ? ", a view of Credence" : ", not a view of Credence") + ", format "
                        + report.format()
                        + (report.isView() && report.view() == null ? ", which this build does not read" : ""));
        line(
                "pages",
                pages.count() + " of " + pages.bytes() + " bytes, " + pages.free() + " of them free; file "
                        + pages.fileBytes() + " bytes, WAL " + pages.walBytes() + " bytes");
    }

    private void view(ViewInfo view) {
        line("generation", view.generation() + ", begun " + ReportJson.instant(view.createdAtMs()));
        line(
                "of",
                "application.id " + view.identity().applicationId() + ", topics.prefix "
                        + view.identity().topicsPrefix() + ", half-lives "
                        + view.identity().halfLives().describe());
        line("patterns", view.patterns() + " with a body, " + view.rows() + " ids known");
        line("appended", or(ReportJson.instant(appendedMs()), "nothing yet"));
        line(
                "committed",
                or(ReportJson.instant(view.committedAtMs()), "never") + "; caught up "
                        + or(ReportJson.instant(view.caughtUpAtMs()), "never, as far as the file knows"));
    }

    /** When the newest record that the view shows was appended; -1 before the first. */
    private long appendedMs() {
        return report.ledger().stream()
                .mapToLong(entry -> entry.row().lastAppendMs())
                .max()
                .orElse(-1);
    }

    private void tables() {
        out.println();
        Table table = new Table("TABLE", ">ROWS", ">BYTES");
        report.tables()
                .forEach(each -> table.row(each.name(), Long.toString(each.rows()), Long.toString(each.bytes())));
        table.print(out);
    }

    private void indexes() {
        out.println();
        Table table = new Table("INDEX", "TABLE", ">BYTES", "~COLUMNS");
        for (Index index : report.indexes()) {
            String where = index.where() == null ? "" : " WHERE " + index.where();
            table.row(
                    index.name(),
                    index.table(),
                    Long.toString(index.bytes()),
                    String.join(", ", index.columns()) + where);
        }
        table.print(out);
    }

    private void codecs() {
        out.println();
        Table table = new Table("CODEC", ">PARTS", ">ORIGINAL", ">STORED", ">RATIO");
        for (CodecFigures codec : report.codecs()) {
            table.row(
                    codec.codec(),
                    Long.toString(codec.parts()),
                    Long.toString(codec.originalBytes()),
                    Long.toString(codec.storedBytes()),
                    String.format(Locale.ROOT, "%.2f", codec.ratio()));
        }
        table.print(out);
        dictionaries();
        ViewReport.Blobs blobs = report.blobs();
        out.println(blobs.count() + " large parts of " + blobs.bytes() + " bytes, referred to " + blobs.references()
                + " times");
    }

    private void dictionaries() {
        if (!report.dictionaries().isEmpty()) {
            out.println();
            Table table = new Table("DICTIONARY", ">STORED", ">BODIES");
            report.dictionaries()
                    .forEach(each ->
                            table.row(each.name(), Long.toString(each.storedBytes()), Long.toString(each.bodies())));
            table.print(out);
        }
    }

    private void ledger() {
        out.println();
        Table table = new Table("SOURCE", ">P", ">NEXT", ">APPLIED", ">DUPLICATE", ">DEAD");
        for (LedgerEntry entry : report.ledger()) {
            table.row(
                    entry.row().topic(),
                    Integer.toString(entry.partition()),
                    Long.toString(entry.row().nextOffset()),
                    Long.toString(entry.row().applied()),
                    Long.toString(entry.row().duplicate()),
                    Long.toString(entry.row().deadLettered()));
        }
        table.print(out);
    }

    private void positions() {
        out.println();
        Table table = new Table("READ FROM", ">PARTITION", ">OFFSET", ">EPOCH");
        for (Position position : report.positions()) {
            table.row(
                    position.topic(),
                    Integer.toString(position.partition()),
                    Long.toString(position.offset()),
                    Integer.toString(position.leaderEpoch()));
        }
        table.print(out);
    }

    private void line(String name, Object value) {
        out.println(Lines.hanging(String.format(Locale.ROOT, "%-11s ", name), value.toString()));
    }

    private static String or(@org.jspecify.annotations.Nullable String text, String otherwise) {
        return Objects.requireNonNullElse(text, otherwise);
    }
}
