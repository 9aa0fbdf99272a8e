package io.github.fluentpay.v3.people;

import io.github.fluentpay.typed.Step;
import io.github.fluentpay.typed.Trail;
import javax.annotation.processing.Generated;

/** {@code v3/people}. */
@Generated("io.github.fluentpay.codegen")
public final class People extends Step<People> {
    /** For the step above. */
    public People(Trail trail) {
        super(trail, "v3/people");
    }

    /** {@code v3/people/list}. */
    public PeopleList list() {
        return new PeopleList(trail());
    }

    /** {@code v3/people/photos}. */
    public PeoplePhotos photos() {
        return new PeoplePhotos(trail());
    }

    @Override
    protected People on(Trail trail) {
        return new People(trail);
    }
}
