package dev.credence.query.cache;

/** Something held of one row. */
abstract class RowEntry extends Entry {
    private final long row;

    RowEntry(Era era, long row, long seq) {
        super(era, seq);
        this.row = row;
    }

    final long row() {
        return row;
    }

    @Override
    final boolean isValid(Era now) {
        return era() == now && now.shows(row, seq());
    }
}
