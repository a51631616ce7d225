"""Sign-in accounts of officers. Passwords are checked and stored by the framework; a passkey is added at the desk."""

from __future__ import annotations

from detente.audit.acts import Act
from detente.model.errors import BadInput
from detente.node.context import Node
from detente.node.services import duties
from detente.node.stores.models import Officer
from detente.node.stores.unit import unit
from detente.policy.roles import Role


def set_password(node: Node, officer: Officer, password: str) -> None:
    """Give the officer a sign-in account with this password, or the account a new password.

    Raises:
        BadInput: the password is too weak; the sentence says why. Nothing was changed.
    """
    if officer.user is not None and Role.OVERSIGHT in duties.roles_of(officer):
        # Whoever could give oversight another password could read in its name, and shut it out.
        raise BadInput("Oversight changes its own password at the desk; nobody else does. Nothing was changed.")
    # Models of the framework load only where the desk's settings do: not in the worker, not at the endpoint.
    from django.contrib.auth.models import User
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    user = User.objects.using(node.alias).filter(username=officer.name).first() or User(username=officer.name)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise BadInput(f"This password cannot be used: {' '.join(error.messages)}") from error
    user.set_password(password)
    with unit(node, "set password") as work:
        user.save(using=node.alias)
        Officer.objects.using(node.alias).filter(pk=officer.pk).update(user=user.pk)
        work.record(Act.USER_CHANGED, refs={"officer": officer.name}, details={"password": "set"})
