"""What `liaison-vault serve` runs: all vaults that this process has open, and what is outside."""

from django.core.wsgi import get_wsgi_application

from liaison.workspace.frame.addressed import Addressed

application = Addressed(get_wsgi_application())
