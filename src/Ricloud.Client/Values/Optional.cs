namespace Ricloud.Values;

/// <summary>A value that may be unset, which is not the same as set to <see langword="null"/>: only what is set is sent.</summary>
/// <typeparam name="T">The kind of value.</typeparam>
/// <remarks>Sets the value.</remarks>
/// <param name="value">The value, which may be <see langword="null"/>.</param>
internal readonly struct Optional<T>(T value) : IEquatable<Optional<T>>
{
    /// <summary>Whether there is a value to send.</summary>
    public bool IsSet { get; } = true;

    /// <summary>The value; meaningless unless <see cref="IsSet"/>.</summary>
    public T Value { get; } = value;

    /// <summary>Sets the value.</summary>
    /// <param name="value">The value, which may be <see langword="null"/>.</param>
    public static implicit operator Optional<T>(T value) => new(value);

    /// <summary>Compares state and value.</summary>
    /// <param name="left">One side.</param>
    /// <param name="right">The other side.</param>
    /// <returns>Whether both are unset, or both set to equal values.</returns>
    public static bool operator ==(Optional<T> left, Optional<T> right) => left.Equals(right);

    /// <summary>Compares state and value.</summary>
    /// <param name="left">One side.</param>
    /// <param name="right">The other side.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(Optional<T> left, Optional<T> right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Optional<T> other) =>
        IsSet == other.IsSet && EqualityComparer<T>.Default.Equals(Value, other.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Optional<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => IsSet && Value is not null ? EqualityComparer<T>.Default.GetHashCode(Value) : 0;

    /// <inheritdoc/>
    public override string ToString() => IsSet ? Value?.ToString() ?? "null" : "unset";
}
