package dev.credence.query.cache;

/** L3: that nothing is known of an id. */
final class Unknown extends Entry {
    Unknown(Era era, long seq) {
        super(era, seq);
    }

    @Override
    boolean isValid(Era now) {
        return era() == now && now.showsIds(seq());
    }

    @Override
    int bytes() {
        return OVERHEAD;
    }
}
